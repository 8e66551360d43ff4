/** The calendar day at the site of a wall time; null in the year 0, which no calendar has and the database does not take. */
export function localDay(at: string): string | null {
  const day = at.slice(0, 10);
  return day.startsWith('0000') ? null : day;
}

/** The local calendar day so many days from now, `2026-11-23`. */
export function localDay(now: Date, days = 0): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day so many days from `day`. */
export function dayAfter(day: string, days: number): string {
  return localDay(dateOf(day), days);
}

/** Noon of a calendar day, as a date to be written. */
export function dateOf(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}

/** The time of day so many minutes later, within the same day; `19:30`. */
export function laterBy(time: string, minutes: number): string {
  const [hours = 0, past = 0] = time.split(':').map(Number);
  const all = (((hours * 60 + past + minutes) % 1440) + 1440) % 1440;
  return `${two(Math.floor(all / 60))}:${two(all % 60)}`;
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / 86_400_000);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

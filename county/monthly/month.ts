import type { Period } from '../reports/period.ts';

/** The first and last day of a month, `2026-11`. */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}

/** From the year's first day to the month's last. */
export function yearToMonth(month: string): Period {
  return { from: `${month.slice(0, 4)}-01-01`, to: daysOfMonth(month).to };
}

/** The day by the server's own clock and time zone. */
export function serverDay(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function isOver(month: string, now: Date): boolean {
  return serverDay(now) > daysOfMonth(month).to;
}

import type { Language } from '../../../contract/text.ts';

/** Up to so many days an age says more than a date. */
const RECENT_DAYS = 14;
const DAY_MS = 86_400_000;

/** Whole calendar days from a day (`2026-11-20`) to the local day of `now`; negative for one to come. */
export function daysSince(day: string, now: Date): number {
  return Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(`${day}T00:00:00Z`)) / DAY_MS);
}

/** A calendar day in words: `3 days ago` while it is recent, else `18 September`, with its year unless it is this one. */
export function dayText(day: string, now: Date, language: Language): string {
  const age = daysSince(day, now);
  if (age >= 0 && age <= RECENT_DAYS) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-age, 'day');
  return dateText(day, now, language);
}

/** A calendar day as a date: `18 September`, with its year unless it is this one. */
export function dateText(day: string, now: Date, language: Language): string {
  return day.slice(0, 4) === String(now.getFullYear()) ? dateWith(day, language, {}) : fullDateText(day, language);
}

/** A calendar day with its year, for what is read in another one. */
export function fullDateText(day: string, language: Language): string {
  return dateWith(day, language, { year: 'numeric' });
}

function dateWith(day: string, language: Language, more: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'long', ...more, timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

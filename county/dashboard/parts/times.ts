import type { Language } from '../../../contract/text.ts';

/** `2026年11月23日 09:00`, in the reader's language and where the reader is. */
export function timeText(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}

/** A day as it is, wherever the reader is. */
export function dayText(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}

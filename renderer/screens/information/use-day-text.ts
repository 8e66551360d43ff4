import { useLanguage } from '../../i18n/use-format.ts';
import { useNow } from '../../state/use-now.ts';
import { dateText, daysSince, dayText, fullDateText } from './day-text.ts';

export interface DayText {
  /** `3 days ago`, `18 September`. */
  readonly age: (day: string) => string;
  /** `18 September`. */
  readonly date: (day: string) => string;
  /** `18 September 2026`. */
  readonly full: (day: string) => string;
  /** Whole days from a day to today; negative for one to come. */
  readonly since: (day: string) => number;
}

/** Calendar days in the reader's words, right through midnight. */
export function useDayText(): DayText {
  const language = useLanguage();
  const now = useNow('minute');
  return {
    age: (day) => dayText(day, now, language),
    date: (day) => dateText(day, now, language),
    full: (day) => fullDateText(day, language),
    since: (day) => daysSince(day, now),
  };
}

import { useTranslation } from 'react-i18next';
import { inLanguage, languageSchema } from '../../contract/text.ts';
import type { Language, LocalizedText } from '../../contract/text.ts';

/** The language the reader has chosen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  const language = languageSchema.safeParse(i18n.language);
  return language.success ? language.data : 'zh-CN';
}

export interface Format {
  /** A title or name of the county's in the reader's language. */
  readonly text: (text: LocalizedText) => string;
  /** Sentences one after the other: parted by a space where the language parts them so. */
  readonly sentences: (sentences: readonly string[]) => string;
  /** `1,234`. */
  readonly number: (value: number) => string;
  /** `45 %`, rounded down: what was not played must not look as if it had been. */
  readonly share: (share: number) => string;
  /** `1.2 GB`. */
  readonly bytes: (bytes: number) => string;
  /** `09:30`. */
  readonly time: (at: Date | string) => string;
  /** `11月23日 星期一`. */
  readonly day: (at: Date | string) => string;
  /** `2026年11月23日`. */
  readonly date: (at: Date | string) => string;
  /** `11月23日 09:30`. */
  readonly moment: (at: Date | string) => string;
}

/** Numbers, sizes and times as the reader writes them. */
export function createFormat(language: Language): Format {
  // One way to write dates on all screens: the day before the month.
  const locale = language === 'en' ? 'en-GB' : language;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', weekday: 'long' });
  const dayOfYear = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric' });
  const date = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric' });
  return {
    text: (text) => inLanguage(text, language),
    sentences: (sentences) => sentences.filter((each) => each !== '').join(language === 'zh-CN' ? '' : ' '),
    number: (value) => number.format(value),
    share: (share) => percent.format(Math.floor(Math.min(1, share) * 100) / 100),
    bytes: (bytes) => formatBytes(bytes, number),
    time: (at) => time.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    moment: (at) => `${dayOfYear.format(new Date(at))} ${time.format(new Date(at))}`,
  };
}

function formatBytes(bytes: number, number: Intl.NumberFormat): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${number.format(value)} ${units[unit] ?? ''}`;
}

/** Making a formatter costs more than drawing a card: one of each language serves all. */
const formats = new Map<Language, Format>();

export function useFormat(): Format {
  const language = useLanguage();
  const known = formats.get(language) ?? createFormat(language);
  formats.set(language, known);
  return known;
}

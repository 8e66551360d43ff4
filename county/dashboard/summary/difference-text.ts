import type { TFunction } from 'i18next';
import type { Language } from '../../../contract/text.ts';
import { differenceOf } from './difference.ts';

/** “Last year 20: 4 more (+20%)”, in words because colours and arrows are not for everybody. */
export function differenceText(t: TFunction, language: Language, value: number, before: number): string {
  const numbers = new Intl.NumberFormat(language);
  const difference = differenceOf(value, before);
  if (difference.kind === 'same') return t('difference.same', { before: numbers.format(before) });
  const by = numbers.format(difference.by);
  const values = { before: numbers.format(before), by };
  if (difference.share === null) return t('difference.new', values);
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: difference.share < 0.1 ? 1 : 0 }).format(difference.share);
  return t(`difference.${difference.kind}`, { ...values, share });
}

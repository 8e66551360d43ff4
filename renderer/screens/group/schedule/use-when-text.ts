import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { dateOf, daysBetween, localDay } from './days.ts';

/** When something is planned, as one says it: `今天 19:30`. */
export function useWhenText(): (planned: { readonly day: string; readonly time: string }, now: Date) => string {
  const { t } = useTranslation('hall');
  const format = useFormat();
  return ({ day, time }, now) => {
    const away = daysBetween(localDay(now), day);
    const said = away === 0 ? t('when.today') : away === 1 ? t('when.tomorrow') : away === -1 ? t('when.yesterday') : format.day(dateOf(day));
    return t('when.at', { day: said, time });
  };
}

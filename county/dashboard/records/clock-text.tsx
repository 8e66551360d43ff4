import { useTranslation } from 'react-i18next';
import type { JournalOverview } from '../../records/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { inUnits } from './standing.ts';

/** How a terminal's clock stands, in words. */
export function ClockText({ clock: { offsetMs, certainty } }: { readonly clock: JournalOverview['clock'] }) {
  const { t } = useTranslation();
  const duration = useDuration();
  if (offsetMs === null) return certainty === null ? t('records.clock.none') : t('records.clock.unread');
  if (Math.abs(offsetMs) <= 60_000) return t('records.clock.right');
  return offsetMs > 0 ? t('records.clock.ahead', { by: duration(offsetMs) }) : t('records.clock.behind', { by: duration(offsetMs) });
}

/** Says a stretch of time: `3 hours`. */
export function useDuration(): (ms: number) => string {
  const language = useLanguage();
  return (ms) => {
    const { unit, value } = inUnits(ms);
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  };
}

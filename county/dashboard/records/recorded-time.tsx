import { useTranslation } from 'react-i18next';
import type { CorrectedTimeAnswer } from '../../reports/register-schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** A time: the corrected one, with the recorded one beside it where that is wrong, and how certain it is. */
export function RecordedTime({ time: { recorded, corrected, certainty, notBefore, notAfter, wrong } }: { readonly time: CorrectedTimeAnswer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  // Times are shown as the clock on the site's wall would: the offset is a part of them.
  const shown = (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(`${iso.slice(0, 19)}Z`));
  const instants = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const best = wrong && corrected !== null ? corrected : recorded;
  return (
    <span className="recorded-time">
      <time dateTime={best}>{shown(best)}</time>
      {wrong && <span className="quiet">{t('time.recorded', { at: shown(recorded) })}</span>}
      {wrong && certainty === 'bracketed' && (
        <span className="quiet">
          {notBefore === null
            ? t('time.notAfter', { to: notAfter === null ? '' : instants.format(new Date(notAfter)) })
            : t('time.between', { from: instants.format(new Date(notBefore)), to: notAfter === null ? '' : instants.format(new Date(notAfter)) })}
        </span>
      )}
      {certainty === 'unknown' && <span className="quiet">{t('time.unknown')}</span>}
    </span>
  );
}

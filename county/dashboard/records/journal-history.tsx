import { useTranslation } from 'react-i18next';
import type { JournalDetail } from '../../records/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** How the records came. */
export function Deliveries({ detail: { deliveries } }: { readonly detail: JournalDetail }) {
  const { t } = useTranslation();
  const times = useTimes();
  if (deliveries.length === 0) return null;
  return (
    <details>
      <summary>{t('deliveries.title')}</summary>
      <ul className="lines" tabIndex={0}>
        {deliveries.map(({ receivedAt, carrier, first, last, lines }) => (
          <li key={`${receivedAt} ${first ?? ''}-${last ?? ''}`}>
            <time dateTime={receivedAt}>{times(receivedAt)}</time> {first === null || last === null ? t('deliveries.earlier') : t('findings.run', { first, last })}
            {' · '}
            {carrier === null ? t('deliveries.unknown') : t(`deliveries.${carrier}`)}
            {lines !== null && ` · ${t('deliveries.lines', { lines })}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Each boot of the machine, and how well its times are known. */
export function Boots({ detail: { boots } }: { readonly detail: JournalDetail }) {
  const { t } = useTranslation();
  const times = useTimes();
  if (boots.length === 0) return null;
  return (
    <details>
      <summary>{t('boots.title')}</summary>
      <p className="quiet">{t('boots.hint')}</p>
      <ul className="lines" tabIndex={0}>
        {boots.map(({ boot, first, last, certainty, beganAt, notBefore, notAfter }) => (
          <li key={boot}>
            {t('findings.run', { first, last })}
            {' · '}
            {certainty === 'exact'
              ? t('boots.exact', { at: times(beganAt) })
              : certainty === 'bracketed'
                ? t('boots.bracketed', { from: times(notBefore), to: times(notAfter) })
                : t('boots.unknown')}
          </li>
        ))}
      </ul>
    </details>
  );
}

function useTimes(): (iso: string | null) => string {
  const format = new Intl.DateTimeFormat(useLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  return (iso) => (iso === null ? '?' : format.format(new Date(iso)));
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastViewingDetail } from '../../../../contract/ipc/hall-topics.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useCorrectionText } from './use-correction-text.ts';

/** What was recorded first, and each correction with its reason: nothing was written over. */
export function Corrections({ detail }: { readonly detail: PastViewingDetail }): ReactNode {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const correctionText = useCorrectionText();
  if (detail.corrections.length === 0) return null;
  const { recorded } = detail;
  return (
    <section className="corrections">
      <h2>{t('past.corrections')}</h2>
      <ol>
        <li>
          <strong>{format.moment(detail.endedAt)}</strong>{' '}
          {t('past.recorded', { kind: t(`common:groupKind.${recorded.kind}`), members: recorded.members.length, guests: recorded.guests })}
        </li>
        {detail.corrections.map((correction) => (
          <li key={correction.at}>
            <strong>{format.moment(correction.at)}</strong> {correctionText(correction)}
            <span className="soft"> {t('past.because', { reason: correction.reason })}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

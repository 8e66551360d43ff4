import { Info, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableFault } from '../../information/import/fault.ts';
import type { ImportAnswer } from '../../information/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { fieldLabel } from './column-label.ts';
import { faultText } from './fault-text.ts';
import { PendingTag } from './pending-tag.tsx';

interface ImportPreviewProps {
  readonly name: string;
  readonly answer: ImportAnswer;
  readonly onTake: () => void;
}

/** What a table would change or, where anything is wrong with it, everything that is. */
export function ImportPreview({ name, answer: { counts, list, rows, faults, faultCount, notes }, onTake }: ImportPreviewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const changes = counts.added + counts.changed;
  return (
    <div className="preview">
      <h2>{name}</h2>
      {faultCount > 0 ? (
        <>
          <p role="alert">{t('information.importFaults', { number: faultCount })}</p>
          <FaultRows faults={faults} kind="fault" />
          {faultCount > faults.length && <p className="quiet">{t('information.andMore', { number: faultCount - faults.length })}</p>}
        </>
      ) : (
        <>
          <p role="status">{t('information.importCounts', { rows, ...counts })}</p>
          {list.length > 0 && (
            <ul className="information-items">
              {list.map((item) => (
                <li key={item.id}>
                  <p className="information-preview-item">
                    <span className="information-kind">{t(`information.kind.${item.kind}`)}</span>
                    <span className="information-title">{item.title}</span>
                    <span className="information-tags">
                      <PendingTag pending={item.pending} />
                    </span>
                    <span className="quiet information-when">
                      {t('information.row', { row: item.row })}
                      {item.fields.length > 0 && ` · ${item.fields.map((field) => fieldLabel(field, item.kind, language)).join('、')}`}
                    </span>
                  </p>
                </li>
              ))}
            </ul>
          )}
          {changes > list.length && <p className="quiet">{t('information.andMore', { number: changes - list.length })}</p>}
          {changes > 0 && (
            <p>
              <button type="button" className="main" onClick={onTake}>
                {t('information.take', { number: changes })}
              </button>
            </p>
          )}
        </>
      )}
      {notes.length > 0 && <FaultRows faults={notes} kind="note" />}
    </div>
  );
}

function FaultRows({ faults, kind }: { readonly faults: readonly TableFault[]; readonly kind: 'fault' | 'note' }) {
  const { t } = useTranslation();
  const Icon = kind === 'fault' ? TriangleAlert : Info;
  return (
    <ul className={`faults faults-${kind}`}>
      {faults.map((fault, at) => (
        <li key={at}>
          <Icon aria-hidden />
          <p>
            {fault.sheet !== null && <span className="quiet">{fault.sheet}</span>}
            {fault.row !== null && <strong>{t('information.row', { row: fault.row })}</strong>}
            {fault.column !== null && <strong>{fault.column}</strong>}
            <span>{faultText(t, fault)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

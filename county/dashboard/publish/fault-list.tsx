import type { TFunction } from 'i18next';
import { Info, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PublishFault } from '../../publish/fault.ts';

/** Faults or notes, file by file; a command that mends one can be selected as a whole. */
export function FaultList({ faults, kind }: { readonly faults: readonly PublishFault[]; readonly kind: 'fault' | 'note' }) {
  const { t } = useTranslation();
  const Icon = kind === 'fault' ? TriangleAlert : Info;
  return (
    <ul className={`faults faults-${kind}`}>
      {faults.map((one, at) => (
        <li key={at}>
          <Icon aria-hidden />
          <div>
            <p>
              {one.file !== null && <strong>{one.file}</strong>}
              {one.line !== null && <span className="quiet">{t('publish.line', { line: one.line })}</span>}
              <span>{faultText(t, one)}</span>
            </p>
            {one.mend !== null && (
              <>
                <p className="quiet">{t('publish.mend')}</p>
                <code tabIndex={0}>{one.mend}</code>
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function faultText(t: TFunction, { code, values }: PublishFault): string {
  const key = `fault.${code}` as const;
  return t(key, values);
}

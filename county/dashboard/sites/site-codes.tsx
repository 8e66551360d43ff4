import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../../contract/site/site.ts';
import type { IssuedCodeAnswer, OpenCode } from '../../sites/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { timeText } from '../parts/times.ts';
import { useTask } from '../parts/use-task.ts';
import { CodeSheet } from './code-sheet.tsx';
import { issueCode, withdrawCode } from './sites-api.ts';

interface SiteCodesProps {
  readonly site: Site;
  readonly codes: readonly OpenCode[];
  readonly hasTerminal: boolean;
  readonly onChanged: () => void;
}

/** The one-time codes of a site: makes one, shows it once, takes one back. */
export function SiteCodes({ site, codes, hasTerminal, onChanged }: SiteCodesProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { busy, refusal, run } = useTask();
  const [issued, setIssued] = useState<IssuedCodeAnswer | null>(null);
  return (
    <section>
      <h2>{t('codes.title')}</h2>
      <p className="hint">{hasTerminal ? t('codes.hintAgain') : t('codes.hint')}</p>
      <p>
        <button type="button" className={hasTerminal ? '' : 'main'} disabled={busy} onClick={() => run(() => issueCode(site.id), setIssued)}>
          <KeyRound aria-hidden />
          {t('codes.make')}
        </button>
      </p>
      {refusal !== null && (
        <p className="note note-error" role="alert">
          {refusalText(t, refusal)}
        </p>
      )}
      {codes.length > 0 && (
        <ul className="plain-list">
          {codes.map(({ id, issuedBy, expiresAt }) => (
            <li key={id}>
              <span>
                <code>{id}-…</code> {t('codes.open', { until: timeText(expiresAt, language), by: issuedBy ?? t('audit.by.command-line') })}
              </span>
              <button type="button" disabled={busy} onClick={() => run(() => withdrawCode(site.id, id), onChanged)}>
                {t('codes.withdraw')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {issued !== null && (
        <CodeSheet
          site={site}
          issued={issued}
          onClose={() => {
            setIssued(null);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

import { RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { PublishedIssue, WithdrawalRequest } from '../../publish/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { sizeText } from '../parts/size-text.ts';
import { Confirm } from './confirm.tsx';
import { lengthText } from './length-text.ts';

interface IssuesListProps {
  readonly issues: readonly PublishedIssue[];
  /** True while something is being withdrawn or brought back. */
  readonly busy: boolean;
  readonly onMove: (issue: string, request: WithdrawalRequest) => void;
}

interface Asked {
  readonly issue: string;
  readonly program: string | null;
  readonly title: string;
}

/** What was published, the newest first; each issue opens to its programs. */
export function IssuesList({ issues, busy, onMove }: IssuesListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const move = (issue: string, program: string | null, title: string, withdrawn: boolean): void => {
    // What is withdrawn vanishes from the sites' screens; what is brought back does no harm.
    if (withdrawn) onMove(issue, { program, withdrawn: false });
    else setAsked({ issue, program, title });
  };
  if (issues.length === 0) return <p className="note">{t('publish.none')}</p>;
  return (
    <>
      <ul className="issues">
        {issues.map((issue) => (
          <li key={issue.issue} className={issue.withdrawnAt === null ? undefined : 'issue-withdrawn'}>
            <details>
              <summary>
                <strong>{issue.number}</strong>
                <span className="issue-title">{inLanguage(issue.title, language)}</span>
                {issue.withdrawnAt !== null && <span className="tag tag-waiting">{t('publish.withdrawn')}</span>}
                <span className="quiet">
                  {t('publish.issueFacts', { version: issue.version, number: issue.programs.length, size: sizeText(issue.bytes), day: days.format(new Date(issue.publishedAt)) })}
                </span>
              </summary>
              <ul className="issue-programs">
                {issue.programs.map((program) => (
                  <li key={program.id}>
                    <span>
                      {inLanguage(program.title, language)} <span className="quiet">{lengthText(program.lengthSeconds)}</span>
                      {program.withdrawn && <span className="tag tag-waiting">{t('publish.withdrawn')}</span>}
                    </span>
                    {issue.withdrawnAt === null && (program.withdrawn || issue.programs.filter(({ withdrawn }) => !withdrawn).length > 1) && (
                      <MoveButton withdrawn={program.withdrawn} busy={busy} name={inLanguage(program.title, language)} onMove={() => move(issue.issue, program.id, inLanguage(program.title, language), program.withdrawn)} />
                    )}
                  </li>
                ))}
              </ul>
            </details>
            <MoveButton withdrawn={issue.withdrawnAt !== null} busy={busy} name={issue.number} onMove={() => move(issue.issue, null, issue.number, issue.withdrawnAt !== null)} />
          </li>
        ))}
      </ul>
      {asked !== null && (
        <Confirm
          title={asked.program === null ? t('publish.withdrawIssue', { title: asked.title }) : t('publish.withdrawProgram', { title: asked.title })}
          text={t('publish.withdrawText')}
          action={t('publish.withdraw')}
          onConfirm={() => onMove(asked.issue, { program: asked.program, withdrawn: true })}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function MoveButton({ withdrawn, busy, name, onMove }: { readonly withdrawn: boolean; readonly busy: boolean; readonly name: string; readonly onMove: () => void }) {
  const { t } = useTranslation();
  const Icon = withdrawn ? RotateCcw : Undo2;
  const label = withdrawn ? t('publish.bringBack') : t('publish.withdraw');
  return (
    <button type="button" className="plain" disabled={busy} aria-label={`${label} ${name}`} onClick={onMove}>
      <Icon aria-hidden />
      {label}
    </button>
  );
}

import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditActionSchema, auditActions } from '../../audit/schemas.ts';
import type { AuditEntry, AuditQuery } from '../../audit/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { AuditChange } from './audit-change.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { askAudit, auditQuestion } from './accounts-api.ts';

/** What people changed, newest first. */
export function AuditPage({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState<AuditQuery>({});
  const state = useAnswer(auditQuestion(query), askAudit);
  // Another filter begins again at the newest.
  const filter = (change: Partial<AuditQuery>) => setQuery({ ...query, before: undefined, ...change });
  const orNothing = (value: string) => (value === '' ? undefined : value);
  const above = (
    <>
      <p className="back">
        <a href={addressOf({ at: 'accounts' })}>
          <ArrowLeft aria-hidden />
          {t('accounts.title')}
        </a>
      </p>
      <h1>{t('audit.title')}</h1>
      <p className="intro">{t('audit.intro')}</p>
      <div className="choices">
        <label>
          {t('audit.what')}
          <select value={query.action ?? ''} onChange={(event) => filter({ action: auditActionSchema.optional().parse(orNothing(event.target.value)) })}>
            <option value="">{t('audit.everything')}</option>
            {auditActions.map((action) => (
              <option key={action} value={action}>
                {t(`audit.action.${action}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('audit.who')}
          <input type="search" maxLength={60} value={query.who ?? ''} onChange={(event) => filter({ who: orNothing(event.target.value) })} />
        </label>
        <label>
          {t('period.from')}
          <input type="date" value={query.from ?? ''} onChange={(event) => filter({ from: orNothing(event.target.value) })} />
        </label>
        <label>
          {t('period.to')}
          <input type="date" value={query.to ?? ''} onChange={(event) => filter({ to: orNothing(event.target.value) })} />
        </label>
      </div>
    </>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {({ entries, next }) => (
        <section>
          {entries.length === 0 ? <p className="note">{t('audit.none')}</p> : <Entries entries={entries} />}
          <div className="choose-buttons">
            {query.before !== undefined && (
              <button type="button" onClick={() => filter({})}>
                {t('audit.newest')}
              </button>
            )}
            {next !== null && (
              <button type="button" onClick={() => setQuery({ ...query, before: next })}>
                {t('audit.earlier')}
              </button>
            )}
          </div>
        </section>
      )}
    </PageFrame>
  );
}

function Entries({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { t } = useTranslation();
  return (
    <WideTable label={t('audit.title')} className="audit">
      <thead>
        <tr>
          <th scope="col">{t('audit.when')}</th>
          <th scope="col">{t('audit.who')}</th>
          <th scope="col">{t('audit.what')}</th>
          <th scope="col">{t('audit.change')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.entry} entry={entry} />
        ))}
      </tbody>
    </WideTable>
  );
}

function Row({ entry: { at, by, action, site, subject, before, after } }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const known = auditActions.find((one) => one === action);
  return (
    <tr>
      <td>
        <time dateTime={at}>{timeText(at, language)}</time>
      </td>
      <td>{by.name ?? t(`audit.by.${by.kind}`)}</td>
      <td>
        {known === undefined ? action : t(`audit.action.${known}`)}
        <span className="quiet titles">
          {site !== null && <a href={addressOf({ at: 'site', site })}>{site}</a>} {subject}
        </span>
      </td>
      <td>
        <AuditChange before={before} after={after} />
      </td>
    </tr>
  );
}

import { CircleCheck, Usb } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalOverview, RecordsAnswer } from '../../records/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { ClockText } from './clock-text.tsx';
import { askRecords } from './records-api.ts';
import { siteName } from './site-name.ts';
import { problemsOf } from './standing.ts';

/** How the records of every site stand, those with something to look at first. */
export function RecordsPage({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const { answer, loading, refusal, tryAgain } = useAnswer('records', askRecords);

  useEffect(() => {
    if (refusal?.kind === 'unauthorized') onSignedOut();
  }, [refusal, onSignedOut]);

  return (
    <main className="page" aria-busy={loading}>
      <div className="heading">
        <h1>{t('records.title')}</h1>
        <a className="button" href={addressOf({ at: 'bring' })}>
          <Usb aria-hidden />
          {t('nav.bring')}
        </a>
      </div>
      <p className="quiet intro">{t('records.intro')}</p>
      {refusal !== null && !loading && <ErrorNote refusal={refusal} onTryAgain={tryAgain} />}
      {answer === null && loading && (
        <p className="quiet" role="status">
          {t('loading')}
        </p>
      )}
      {answer !== null && <Journals answer={answer} />}
    </main>
  );
}

function Journals({ answer: { journals, without } }: { readonly answer: RecordsAnswer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [filter, setFilter] = useState('');
  const [all, setAll] = useState(true);
  const wanted = filter.trim().toLowerCase();
  const rows = journals
    .map((journal) => ({ journal, name: siteName(journal, language), problems: problemsOf(journal) }))
    .filter(({ name, journal, problems }) => `${name} ${journal.site}`.toLowerCase().includes(wanted) && (all || problems.length > 0))
    .sort((a, b) => Number(b.problems.length > 0) - Number(a.problems.length > 0) || new Intl.Collator(language, { numeric: true }).compare(a.name, b.name));
  const troubled = journals.filter((journal) => problemsOf(journal).length > 0).length;
  if (journals.length === 0) return <p className="note">{t('records.none')}</p>;
  return (
    <div className="answer">
      <p className={troubled === 0 ? 'note note-done' : 'note'}>
        {troubled === 0 && <CircleCheck aria-hidden />}
        {troubled === 0 ? t('records.allWell') : t('records.troubled', { number: troubled, of: journals.length })}
      </p>
      <div className="tools">
        <input type="search" aria-label={t('sites.filter')} placeholder={t('sites.filter')} value={filter} onChange={(event) => setFilter(event.target.value)} />
        <label className="check">
          <input type="checkbox" checked={!all} onChange={(event) => setAll(!event.target.checked)} />
          {t('records.onlyTroubled')}
        </label>
      </div>
      {rows.length === 0 ? (
        <p className="quiet">{t('records.noMatch')}</p>
      ) : (
        <ul className="journals">
          {rows.map(({ journal, name }) => (
            <JournalCard key={journal.journal} journal={journal} name={name} />
          ))}
        </ul>
      )}
      {without.length > 0 && (
        <p className="note">
          {t('records.without', { number: without.length, sites: new Intl.ListFormat(language, { type: 'unit' }).format(without.slice(0, 20).map((site) => siteName(site, language))) })}
        </p>
      )}
    </div>
  );
}

function JournalCard({ journal, name }: { readonly journal: JournalOverview; readonly name: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const problems = problemsOf(journal);
  const counts = { lacking: journal.lacking, behind: Math.max(0, (journal.told ?? 0) - journal.highest), forks: journal.forks, broken: journal.broken, faults: journal.faults, impossible: journal.impossible, never: 0, clock: 0 };
  return (
    <li className={problems.length > 0 ? 'journal journal-troubled' : 'journal'}>
      <h2>
        <a href={addressOf({ at: 'journal', journal: journal.journal })}>{name}</a>
      </h2>
      <p>{journal.highest === 0 ? t('records.nothingYet') : t('records.reach', { head: journal.head })}</p>
      <p className="quiet">
        {journal.lastContactAt === null ? t('sites.never') : <time dateTime={journal.lastContactAt}>{t('records.contact', { at: times.format(new Date(journal.lastContactAt)) })}</time>}
        {' · '}
        <ClockText clock={journal.clock} />
      </p>
      {problems.length > 0 && (
        <ul className="tags">
          {problems.map((problem) => (
            <li key={problem} className="tag tag-waiting">
              {t(`records.problem.${problem}`, { number: counts[problem] })}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

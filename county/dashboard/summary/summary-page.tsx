import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Summary, SummaryQuery } from '../../../contract/http.ts';
import { inLanguage } from '../../../contract/text.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { AttentionList } from './attention-list.tsx';
import { listAddress } from '../register/register-address.ts';
import { FigureCards } from './figure-cards.tsx';
import type { FigureAddresses } from './figure-cards.tsx';
import { NotCounted } from './not-counted.tsx';
import { askOverview, overviewQuestion } from './overview-api.ts';
import { PeriodPicker } from './period-picker.tsx';
import { dayOf, daysOf } from './period.ts';
import type { Period } from './period.ts';
import { SitesTable } from './sites-table.tsx';
import { TownshipPicker } from './township-picker.tsx';
import { TownshipTable } from './township-table.tsx';
import { Trend } from './trend.tsx';
import { useNow } from './use-now.ts';

/** The first page: the five figures of a period, what does not count, and the sites. */
export function SummaryPage({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [period, setPeriod] = useState<Period>({ kind: 'month', from: '', to: '' });
  const [township, setTownship] = useState<string | null>(null);
  const now = useNow();
  const days = daysOf(period, dayOf(now));
  const query: SummaryQuery | null = days === null ? null : { ...days, ...(township === null ? {} : { township }) };
  const { answer: summary, loading, refusal, tryAgain } = useAnswer(query === null ? null : overviewQuestion(query), askOverview);

  useEffect(() => {
    if (refusal?.kind === 'unauthorized') onSignedOut();
  }, [refusal, onSignedOut]);

  return (
    <main className="page" aria-busy={loading}>
      <div className="choices">
        <PeriodPicker period={period} onChange={setPeriod} wrong={days === null} />
        <TownshipPicker summary={summary} value={township} onChange={setTownship} />
        <button type="button" className="plain" onClick={() => window.print()}>
          <Printer aria-hidden />
          {t('print')}
        </button>
      </div>
      {refusal !== null && !loading && <ErrorNote refusal={refusal} onTryAgain={tryAgain} />}
      {summary === null && loading && (
        <p className="quiet" role="status">
          {t('loading')}
        </p>
      )}
      {summary !== null && refusal === null && (
        <div className={loading ? 'answer answer-old' : 'answer'}>
          <section>
            <h1>{t('figures.title')}</h1>
            <p className="quiet scope">
              <PeriodText period={summary.period} />
              {summary.periodBefore !== null && ` · ${t('difference.comparedWith', { year: summary.periodBefore.from?.slice(0, 4) ?? '' })}`}
              {township !== null && ` · ${townshipName(summary, township, language)}`}
              <span className="printed"> · {t('printedAt', { at: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(now) })}</span>
            </p>
            <FigureCards figures={summary.figures} before={summary.before} addresses={addressesOf(query ?? {})} />
          </section>
          <AttentionList township={township} />
          <Trend to={days?.to ?? dayOf(now)} township={township} />
          {isEmpty(summary) ? summary.sites.length > 0 && <p className="note">{t('sites.noRecords')}</p> : <NotCounted notCounted={summary.figures.notCounted} query={query ?? {}} />}
          {township === null && summary.townships.length > 1 && <TownshipTable townships={summary.townships} onChoose={setTownship} />}
          <section>
            <h2>{t('sites.title')}</h2>
            <SitesTable summary={summary} now={now} />
          </section>
        </div>
      )}
    </main>
  );
}

function PeriodText({ period: { from, to } }: { readonly period: Summary['period'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = (text: string) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(text));
  if (from !== null && to !== null) return t('period.shown', { from: day(from), to: day(to) });
  if (from !== null) return t('period.since', { from: day(from) });
  return to === null ? t('period.everything') : t('period.until', { to: day(to) });
}

function townshipName(summary: Summary, id: string, language: 'zh-CN' | 'en'): string {
  const found = summary.sites.find(({ township }) => township.id === id);
  return found === undefined ? id : inLanguage(found.township.name, language);
}

/** The rows of the register behind each figure. */
function addressesOf(query: SummaryQuery): FigureAddresses {
  return {
    issuesDownloaded: listAddress('downloads', query),
    partyClasses: listAddress('group', { ...query, kind: 'party-class', counted: 'yes' }),
    trainings: listAddress('group', { ...query, kind: 'training', counted: 'yes' }),
    lookups: listAddress('lookups', { ...query, counted: 'yes' }),
    personTimes: listAddress('group', { ...query, counted: 'yes', sort: 'people' }),
    selfViewings: listAddress('self', { ...query, counted: 'yes' }),
  };
}

/** Nothing at all was recorded. */
function isEmpty({ figures }: Summary): boolean {
  const { issuesDownloaded, partyClasses, trainings, lookups, personTimes, notCounted } = figures;
  const left = [...Object.values(notCounted.groupViewings), ...Object.values(notCounted.selfViewings)];
  return [issuesDownloaded, partyClasses, trainings, lookups.total, personTimes.total, ...left].every((count) => count === 0);
}

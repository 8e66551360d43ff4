import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { informationKinds } from '../../../contract/information/item.ts';
import { inLanguage } from '../../../contract/text.ts';
import type { LocalizedText } from '../../../contract/text.ts';
import { informationPaths } from '../../information/schemas.ts';
import type { Asked, LookupsAnswer } from '../../information/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { dayOf, daysOf } from '../summary/period.ts';
import type { Period } from '../summary/period.ts';
import { PeriodPicker } from '../summary/period-picker.tsx';
import { askLookups } from './information-api.ts';
import { LookupMonths } from './lookup-months.tsx';

/** What is asked, what is never found, and what is read, by township and month. */
export function LookupsPage({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [period, setPeriod] = useState<Period>({ kind: 'year', from: '', to: '' });
  const [township, setTownship] = useState<string | null>(null);
  const [known, setKnown] = useState<ReadonlyMap<string, LocalizedText>>(new Map());
  const days = daysOf(period, dayOf(new Date()));
  const asked = { from: days?.from, to: days?.to, township: township ?? undefined };
  const query = new URLSearchParams(Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString();
  const state = useAnswer(days === null ? null : query, askLookups);
  const fresh = state.answer?.townships.filter(({ id }) => !known.has(id)) ?? [];
  if (fresh.length > 0) setKnown(new Map([...known, ...fresh.map(({ id, name }) => [id, name] as const)]));
  const table = (format: 'csv' | 'xlsx', part = 0): string => `${informationPaths.lookupsTable}?${query}&${new URLSearchParams({ format, language, part: String(part) }).toString()}`;

  const above = (
    <>
      <div className="heading">
        <h1>{t('nav.lookups')}</h1>
        <a className="button" href={table('xlsx')} download>
          <Download aria-hidden />
          {t('lookups.excel')}
        </a>
      </div>
      <div className="choices">
        <PeriodPicker period={period} onChange={setPeriod} wrong={days === null} />
        {(known.size > 1 || township !== null) && (
          <label className="township">
            {t('township')}
            <select value={township ?? ''} onChange={(event) => setTownship(event.target.value === '' ? null : event.target.value)}>
              <option value="">{t('township.all')}</option>
              {[...known].map(([id, name]) => (
                <option key={id} value={id}>
                  {inLanguage(name, language)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </>
  );

  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {(answer) => (answer.totals.searches + answer.totals.opened === 0 ? <p className="note">{t('lookups.none')}</p> : <Answer answer={answer} table={(part) => table('csv', part)} />)}
    </PageFrame>
  );
}

function Answer({ answer, table }: { readonly answer: LookupsAnswer; readonly table: (part: number) => string }) {
  const { t } = useTranslation();
  const { totals, asked, neverFound, popular } = answer;
  return (
    <>
      <dl className="lookup-totals">
        <div>
          <dt>{t('lookups.searches')}</dt>
          <dd>{totals.searches}</dd>
        </div>
        <div>
          <dt>{t('lookups.withoutHit')}</dt>
          <dd>{totals.withoutHit}</dd>
        </div>
        <div>
          <dt>{t('lookups.opened')}</dt>
          <dd>{totals.opened}</dd>
        </div>
      </dl>
      <section>
        <Title text={t('lookups.neverFound')} file={table(1)} />
        <p className="quiet">
          {t('lookups.neverFoundHint')} <a href={addressOf({ at: 'information' })}>{t('nav.information')}</a> · <a href={addressOf({ at: 'information-synonyms' })}>{t('information.synonyms')}</a> ·{' '}
          <a href={addressOf({ at: 'questions' })}>{t('questions.title')}</a>
        </p>
        {neverFound.length === 0 ? <p className="note note-done">{t('lookups.allFound')}</p> : <AskedTable label={t('lookups.neverFound')} list={neverFound} withMisses={false} />}
      </section>
      <section>
        <Title text={t('lookups.asked')} file={table(0)} />
        <AskedTable label={t('lookups.asked')} list={asked} withMisses />
      </section>
      <section>
        <Title text={t('lookups.popular')} file={table(2)} />
        <PopularTable popular={popular} />
      </section>
      <section>
        <Title text={t('lookups.byPlace')} file={table(3)} />
        <LookupMonths answer={answer} />
      </section>
    </>
  );
}

function Title({ text, file }: { readonly text: string; readonly file: string }) {
  const { t } = useTranslation();
  return (
    <div className="heading">
      <h2>{text}</h2>
      <a className="download" href={file} download>
        <Download aria-hidden />
        {t('export')}
      </a>
    </div>
  );
}

interface AskedTableProps {
  readonly label: string;
  readonly list: readonly Asked[];
  readonly withMisses: boolean;
}

function AskedTable({ label, list, withMisses }: AskedTableProps) {
  const { t } = useTranslation();
  return (
    <WideTable label={label} low>
      <thead>
        <tr>
          <th scope="col">{t('lookups.query')}</th>
          <th scope="col" className="number">{t('lookups.times')}</th>
          {withMisses && <th scope="col" className="number">{t('lookups.withoutHit')}</th>}
          <th scope="col" className="number">{t('lookups.sites')}</th>
          <th scope="col">{t('lookups.last')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map(({ query, times, withoutHit, sites, lastDay }) => (
          <tr key={query}>
            <th scope="row">{query}</th>
            <td className="number">{times}</td>
            {withMisses && <td className={withoutHit === 0 ? 'number zero' : 'number'}>{withoutHit}</td>}
            <td className="number">{sites}</td>
            <td>{lastDay === null ? '—' : <time dateTime={lastDay}>{lastDay}</time>}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function PopularTable({ popular }: Pick<LookupsAnswer, 'popular'>) {
  const { t } = useTranslation();
  if (popular.length === 0) return <p className="note">{t('lookups.nothingOpened')}</p>;
  return (
    <WideTable label={t('lookups.popular')} className="popular" low>
      <thead>
        <tr>
          <th scope="col">{t('lookups.item')}</th>
          <th scope="col">{t('information.kind')}</th>
          <th scope="col" className="number">{t('lookups.opened')}</th>
          <th scope="col" className="number">{t('lookups.readFor')}</th>
          <th scope="col" className="number">{t('lookups.programs')}</th>
          <th scope="col" className="number">{t('lookups.sites')}</th>
        </tr>
      </thead>
      <tbody>
        {popular.map(({ item, kind, title, removed, opened, readSeconds, programs, sites }) => {
          const known = informationKinds.find((one) => one === kind);
          return (
            <tr key={item}>
              <th scope="row">
                {title === null ? item : <a href={addressOf({ at: 'information-item', item })}>{title}</a>}
                {removed && <span className="tag tag-gone">{t('information.state.removed')}</span>}
              </th>
              <td>{known === undefined ? kind : t(`information.kind.${known}`)}</td>
              <td className="number">{opened}</td>
              <td className="number">{readSeconds === null ? '—' : readSeconds < 60 ? t('lookups.seconds', { number: readSeconds }) : t('lookups.minutes', { number: Math.round(readSeconds / 60) })}</td>
              <td className={programs === 0 ? 'number zero' : 'number'}>{programs}</td>
              <td className="number">{sites}</td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}

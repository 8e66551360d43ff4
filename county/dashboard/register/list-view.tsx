import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import { playedPercent, titlesText } from '../../reports/register-columns.ts';
import { registerPaths, registerTabs } from '../../reports/register-list-schemas.ts';
import type { RegisterFilter, RegisterList, RegisterRow, RegisterTab } from '../../reports/register-list-schemas.ts';
import { kindWord, reasonWords, tabWords } from '../../reports/register-words.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { RecordedTime } from '../records/recorded-time.tsx';
import { Filters } from './filters.tsx';
import { AT_ONCE, entryAddress, listAddress, queryOf } from './register-address.ts';
import { askList, listQuestion } from './register-api.ts';

interface ListViewProps {
  readonly tab: RegisterTab;
  readonly filter: Partial<RegisterFilter>;
  readonly offset: number;
  readonly onSignedOut: () => void;
}

type Sort = RegisterFilter['sort'];

/** One list of the register: chosen by tab, narrowed by filters, sorted and turned over at the county. All of it stands in the address. */
export function ListView({ tab, filter, offset, onSignedOut }: ListViewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = useAnswer(listQuestion(tab, filter, offset), askList);
  const above = (
    <>
      <h1>{t('register.heading')}</h1>
      <nav className="tabs" aria-label={t('register.heading')}>
        {registerTabs.map((one) => (
          <a key={one} href={listAddress(one, { from: filter.from, to: filter.to, township: filter.township, site: filter.site })} aria-current={one === tab ? 'page' : undefined}>
            {tabWords[one][language]}
          </a>
        ))}
      </nav>
      <Filters tab={tab} filter={filter} />
    </>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {(list) => <Rows tab={tab} filter={filter} offset={offset} list={list} />}
    </PageFrame>
  );
}

function Rows({ tab, filter, offset, list }: Omit<ListViewProps, 'onSignedOut'> & { readonly list: RegisterList }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const viewings = tab === 'group' || tab === 'self';
  const files = (format: 'xlsx' | 'csv') => `${registerPaths.file(tab)}${queryOf({ ...filter, format, language })}`;
  const columns: readonly { readonly sort: Sort | null; readonly label: string; readonly isNumber: boolean }[] = [
    { sort: 'time', label: t('register.began'), isNumber: false },
    { sort: 'site', label: t('sites.site'), isNumber: false },
    { sort: null, label: t('register.what'), isNumber: false },
    ...(viewings ? [{ sort: 'played' as const, label: t('register.played'), isNumber: true }] : []),
    ...(tab === 'downloads' ? [] : tab === 'lookups' ? [{ sort: null, label: t('register.hits'), isNumber: true }] : [{ sort: 'people' as const, label: t('register.people'), isNumber: true }]),
    { sort: null, label: t('register.counts'), isNumber: false },
  ];
  return (
    <section>
      <div className="tools">
        <p className="quiet" role="status">
          {t('register.total', { number: new Intl.NumberFormat(language).format(list.total) })}
        </p>
        <a className="button end" href={files('xlsx')} download>
          <Download aria-hidden />
          {t('register.xlsx')}
        </a>
        <a className="button" href={files('csv')} download>
          <Download aria-hidden />
          {t('register.csv')}
        </a>
      </div>
      {list.total === 0 ? (
        <p className="note">{t('register.noRows')}</p>
      ) : (
        <WideTable label={tabWords[tab][language]} className="sites register">
          <thead>
            <tr>
              {columns.map(({ sort, label, isNumber }) => (
                <Head key={label} tab={tab} filter={filter} sort={sort} label={label} isNumber={isNumber} />
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <Row key={`${row.journal} ${row.key}`} row={row} viewings={viewings} />
            ))}
          </tbody>
        </WideTable>
      )}
      <Pages tab={tab} filter={filter} offset={offset} total={list.total} />
    </section>
  );
}

interface HeadProps {
  readonly tab: RegisterTab;
  readonly filter: Partial<RegisterFilter>;
  readonly sort: Sort | null;
  readonly label: string;
  readonly isNumber: boolean;
}

function Head({ tab, filter, sort, label, isNumber }: HeadProps) {
  const [chosen, ascending] = [sort !== null && (filter.sort ?? 'time') === sort, filter.order === 'asc'];
  const Arrow = ascending ? ArrowUp : ArrowDown;
  if (sort === null) {
    return (
      <th scope="col" className={isNumber ? 'number still' : 'still'}>
        {label}
      </th>
    );
  }
  return (
    <th scope="col" className={isNumber ? 'number' : undefined} aria-sort={chosen ? (ascending ? 'ascending' : 'descending') : 'none'}>
      <button type="button" onClick={() => (location.hash = listAddress(tab, { ...filter, sort, order: chosen && !ascending ? 'asc' : 'desc' }))}>
        {label}
        {chosen && <Arrow aria-hidden />}
      </button>
    </th>
  );
}

function Row({ row, viewings }: { readonly row: RegisterRow; readonly viewings: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { tab, journal, key, kind, members, guests, expected, playedSeconds, lengthSeconds } = row;
  const percent = playedPercent(row);
  return (
    <tr>
      <td>
        <a href={entryAddress(tab, journal, key)}>
          <RecordedTime time={row.began} />
        </a>
      </td>
      <td>
        {inLanguage(row.siteName, language)}
        <span className="quiet titles">{inLanguage(row.townshipName, language)}</span>
      </td>
      <td className="what">
        {kind === null ? null : kindWord(tab, kind)[language]}
        <span className={kind === null ? undefined : 'quiet titles'}>{titlesText(row, language)}</span>
      </td>
      {viewings && (
        <td className="number">
          {t('register.minutes', { played: Math.round((playedSeconds ?? 0) / 60), length: Math.round((lengthSeconds ?? 0) / 60) })}
          {percent !== null && <span className="quiet titles">{`${percent} %`}</span>}
        </td>
      )}
      {tab === 'lookups' && <td className="number">{row.hits}</td>}
      {(viewings || tab === 'offline') && (
        <td className="number">
          {(members ?? 0) + (guests ?? 0)}
          {tab !== 'self' && <span className="quiet titles">{expected === null ? t('register.people.parts', { members, guests }) : t('register.people.expected', { members, expected, guests })}</span>}
        </td>
      )}
      <td>
        <Counts row={row} />
      </td>
    </tr>
  );
}

/** Whether a row counts, or why not, and what is in doubt about it. */
export function Counts({ row: { counted, reasons, flags } }: { readonly row: Pick<RegisterRow, 'counted' | 'reasons' | 'flags'> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {counted ? t('register.yes') : <span className="fault">{reasons.map((reason) => reasonWords[reason][language]).join(language === 'en' ? '; ' : '；')}</span>}
      {flags.length > 0 && <span className="tag tag-waiting">{t('register.flagged')}</span>}
    </>
  );
}

function Pages({ tab, filter, offset, total }: { readonly tab: RegisterTab; readonly filter: Partial<RegisterFilter>; readonly offset: number; readonly total: number }) {
  const { t } = useTranslation();
  if (total <= AT_ONCE && offset === 0) return null;
  const last = Math.min(total, offset + AT_ONCE);
  return (
    <nav className="turn" aria-label={t('register.pages')}>
      {offset > 0 && (
        <a className="button" href={listAddress(tab, filter, Math.max(0, offset - AT_ONCE))}>
          <ChevronLeft aria-hidden />
          {t('register.before')}
        </a>
      )}
      <span className="quiet">{t('register.shown', { first: offset + 1, last, total })}</span>
      {last < total && (
        <a className="button" href={listAddress(tab, filter, offset + AT_ONCE)}>
          {t('register.after')}
          <ChevronRight aria-hidden />
        </a>
      )}
    </nav>
  );
}

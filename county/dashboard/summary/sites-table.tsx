import { ArrowDown, ArrowUp, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Summary } from '../../../contract/http.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { addressOf } from '../parts/use-page.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { columns, figureColumns, figureRow, filterRows, rowsOf, silentDays, sortRows, toCsv } from './site-rows.ts';
import type { Column, Order, SiteRow } from './site-rows.ts';

/** Every site with its figures: sorted by a click on a head, filtered by typing, exported as shown. */
export function SitesTable({ summary, now }: { readonly summary: Summary; readonly now: Date }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [order, setOrder] = useState<Order>({ column: 'township', ascending: true });
  const [filter, setFilter] = useState('');
  const heads: Readonly<Record<Column, string>> = {
    site: t('sites.site'),
    township: t('sites.township'),
    lastContact: t('sites.lastContact'),
    issuesDownloaded: t('figures.issuesDownloaded'),
    partyClasses: t('figures.partyClasses'),
    trainings: t('figures.trainings'),
    lookups: t('figures.lookups'),
    personTimes: t('figures.personTimes'),
  };
  const rows = sortRows(filterRows(rowsOf(summary.sites, language), filter), order, language);

  if (summary.sites.length === 0) return <p className="note">{t('sites.none')}</p>;
  return (
    <>
      <div className="tools">
        <input type="search" aria-label={t('sites.filter')} placeholder={t('sites.filter')} value={filter} onChange={(event) => setFilter(event.target.value)} />
        <p className="quiet">{t('sites.count', { number: rows.length })}</p>
        <button type="button" className="plain" onClick={() => saveCsv(toCsv(columns.map((column) => heads[column]), rows.map(cells)))}>
          <Download aria-hidden />
          {t('export')}
        </button>
      </div>
      <WideTable label={t('sites.title')} className="sites">
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column} column={column} label={heads[column]} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} now={now} />
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="quiet">
                {t('sites.noMatch', { filter })}
              </td>
            </tr>
          )}
        </tbody>
        {filter === '' && <Total figures={summary.figures} />}
      </WideTable>
    </>
  );
}

interface HeadProps {
  readonly column: Column;
  readonly label: string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

function Head({ column, label, order, onOrder }: HeadProps) {
  const chosen = order.column === column;
  const isWord = column === 'site' || column === 'township';
  // Figures are looked at from the largest, names from the first, contacts from the longest ago.
  const first = isWord || column === 'lastContact';
  const Arrow = order.ascending ? ArrowUp : ArrowDown;
  return (
    <th scope="col" className={isFigure(column) ? 'number' : undefined} aria-sort={chosen ? (order.ascending ? 'ascending' : 'descending') : 'none'}>
      <button type="button" onClick={() => onOrder({ column, ascending: chosen ? !order.ascending : first })}>
        {label}
        {chosen && <Arrow aria-hidden />}
      </button>
    </th>
  );
}

function Row({ row, now }: { readonly row: SiteRow; readonly now: Date }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language);
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const silent = silentDays(row, now);
  return (
    <tr>
      <th scope="row">
        <a href={addressOf({ at: 'site', site: row.id })}>{row.site}</a>
      </th>
      <td>{row.township}</td>
      <td>
        {row.lastContact === null ? <span className="tag tag-waiting">{t('sites.never')}</span> : <time dateTime={row.lastContact}>{times.format(new Date(row.lastContact))}</time>}
        {silent !== null && <span className="tag tag-waiting">{t('sites.silent', { days: silent })}</span>}
      </td>
      {figureColumns.map((column) => (
        <td key={column} className={row[column] === 0 ? 'number zero' : 'number'}>
          {numbers.format(row[column])}
        </td>
      ))}
    </tr>
  );
}

function Total({ figures }: { readonly figures: Summary['figures'] }) {
  const { t } = useTranslation();
  const numbers = new Intl.NumberFormat(useLanguage());
  const totals = figureRow(figures);
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={3}>
          {t('sites.total')}
        </th>
        {figureColumns.map((column) => (
          <td key={column} className="number">
            {numbers.format(totals[column])}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

function isFigure(column: Column): boolean {
  return figureColumns.some((one) => one === column);
}

function cells(row: SiteRow): readonly (string | number)[] {
  return columns.map((column) => row[column] ?? '');
}

function saveCsv(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'sites.csv';
  link.click();
  URL.revokeObjectURL(address);
}

import { ArrowLeft, Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameColumn, nameHeads, numberColumns, rowName } from '../../monthly/columns.ts';
import { monthlyPaths } from '../../monthly/schemas.ts';
import type { Report, ReportRow } from '../../monthly/schemas.ts';
import { reportName } from '../../monthly/report-file.ts';
import { kindWord } from '../../reports/register-words.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { listAddress, queryOf } from '../register/register-address.ts';
import { titlesText } from '../../reports/register-columns.ts';
import { askReport } from './monthly-api.ts';
import type { ReportPlace } from './monthly-api.ts';
import { reportAddress } from './monthly-page.tsx';
import { ReportActions } from './report-actions.tsx';

/** One monthly report: its figures, remarks and signature, to print, save and sign off. */
export function ReportView({ place, onSignedOut }: { readonly place: ReportPlace; readonly onSignedOut: () => void }) {
  const state = useAnswer(monthlyPaths.report(place.month, place.scope, place.id), askReport);
  const [changed, setChanged] = useState<Report | null>(null);
  return (
    <PageFrame state={state} onSignedOut={onSignedOut}>
      {(read) => <Shown report={changed ?? read} onChanged={setChanged} onStale={state.tryAgain} />}
    </PageFrame>
  );
}

function Shown({ report, onChanged, onStale }: { readonly report: Report; readonly onChanged: (report: Report | null) => void; readonly onStale: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { month, scope, id, content } = report;
  const files = (format: string) => `${monthlyPaths.file(month, scope, id)}${queryOf({ format, language })}`;
  const date = new Date(`${month}-01T00:00:00Z`);
  const title = `${reportName(report, language)} · ${new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(date)}`;
  return (
    <>
      <section className="report">
        <p className="back">
          <a href={addressOf({ at: 'monthly', rest: month })}>
            <ArrowLeft aria-hidden />
            {t('monthly.toList')}
          </a>
        </p>
        <div className="heading">
          <h1>{title}</h1>
          <div className="actions">
            <button type="button" className="plain" onClick={() => window.print()}>
              <Printer aria-hidden />
              {t('print')}
            </button>
            {(['xlsx', 'pdf'] as const).map((format) => (
              <a key={format} className="button" href={files(format)} download>
                <Download aria-hidden />
                {format.toUpperCase()}
              </a>
            ))}
          </div>
        </div>
        <p className="quiet">
          {t('period.shown', { from: report.period.from, to: report.period.to })}
          {' · '}
          {report.signed === null ? t('monthly.draftNote') : t('monthly.signedBy', { by: report.signed.by, at: timeText(report.signed.at, language) })}
          {report.revision > 1 && ` · ${t('monthly.revision', { number: report.revision })}`}
        </p>
        <Figures report={report} />
      </section>
      {report.sinceThen.length > 0 && (
        <section>
          <h2>{t('monthly.since')}</h2>
          <p className="quiet">{t('monthly.sinceHint')}</p>
          <ul className="since">
            {report.sinceThen.map(({ row, name, column, was, is }) => (
              <li key={`${row} ${column}`}>
                {t('monthly.sinceRow', { row: rowName({ id: row, name }, language), column: numberColumns.find((one) => one.id === column)?.head[language] ?? column, was: was ?? '—', is: is ?? '—' })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ReportActions report={report} onChanged={onChanged} onStale={onStale} />
      {content.viewings.length > 0 && (
        <section>
          <h2>{t('monthly.viewings')}</h2>
          <ul className="viewings">
            {content.viewings.map((viewing) => (
              <li key={viewing.began}>
                {`${viewing.began} · ${viewing.kind === null ? '' : kindWord('group', viewing.kind)[language]} · ${titlesText(viewing, language)} · `}
                {t('monthly.viewing', { percent: viewing.playedPercent ?? '—', people: viewing.members + viewing.guests, counts: viewing.counted ? t('register.yes') : t('monthly.no') })}
              </li>
            ))}
          </ul>
          <p>
            <a href={listAddress('group', { site: id, ...report.period })}>{t('monthly.toRegister')}</a>
          </p>
        </section>
      )}
    </>
  );
}

function Figures({ report: { month, scope, id, period, content } }: { readonly report: Report }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const heads = [nameColumn(nameHeads[scope]), ...numberColumns];
  const Name = ({ row }: { readonly row: ReportRow }) => {
    const name = rowName(row, language);
    if (row.id === 'total') return name;
    // A day leads to what happened on it, a site or township to its own report.
    if (scope === 'site') return <a href={listAddress('group', { site: id, from: row.id, to: row.id })}>{name}</a>;
    return <a href={reportAddress({ month, scope: scope === 'county' ? 'township' : 'site', id: row.id })}>{name}</a>;
  };
  const cells = (row: ReportRow) =>
    numberColumns.map(({ id: column, value }) => {
      const number = value(row);
      return (
        <td key={column} className={number === 0 ? 'number zero' : 'number'}>
          {number === null ? '—' : numbers.format(number)}
        </td>
      );
    });
  return (
    <WideTable label={t('monthly.figures', { from: period.from, to: period.to })} className="sites month-figures" onPhone="whole">
      <thead>
        <tr>
          {heads.map((column, index) => (
            <th key={column.id} scope="col" className={index === 0 ? 'still' : 'number still'}>
              {column.head[language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {content.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Name row={row} />
            </th>
            {cells(row)}
          </tr>
        ))}
        {content.rows.length === 0 && (
          <tr>
            <td colSpan={heads.length} className="quiet">
              {t('monthly.nothing')}
            </td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{rowName(content.total, language)}</th>
          {cells(content.total)}
        </tr>
      </tfoot>
    </WideTable>
  );
}

import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import { monthSchema, scopeSchema } from '../../monthly/schemas.ts';
import type { ReportList } from '../../monthly/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { lastMonth, MonthField } from '../parts/month-field.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { askReports } from './monthly-api.ts';
import type { ReportPlace } from './monthly-api.ts';
import { ReportView } from './report-view.tsx';

/** Monthly reports: the list of a month, or one of them. */
export function MonthlyPage({ rest, onSignedOut }: { readonly rest: string | undefined; readonly onSignedOut: () => void }) {
  const [monthText = '', scopeText = '', id = ''] = (rest ?? '').split('/');
  const month = monthSchema.catch(lastMonth(new Date())).parse(monthText);
  const scope = scopeSchema.safeParse(scopeText);
  if (scope.success && id !== '') return <ReportView key={`${month} ${scope.data} ${id}`} place={{ month, scope: scope.data, id }} onSignedOut={onSignedOut} />;
  return <Reports month={month} onSignedOut={onSignedOut} />;
}

export function reportAddress({ month, scope, id }: ReportPlace): string {
  return addressOf({ at: 'monthly', rest: `${month}/${scope}/${id}` });
}

function Reports({ month, onSignedOut }: { readonly month: string; readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const state = useAnswer(month, askReports);
  const above = (
    <>
      <h1>{t('monthly.title')}</h1>
      <p className="quiet intro">{t('monthly.intro')}</p>
      <div className="choices">
        <MonthField month={month} onChange={(next) => (location.hash = addressOf({ at: 'monthly', rest: next }))} />
      </div>
    </>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {(list) => <List list={list} />}
    </PageFrame>
  );
}

function List({ list: { month, reports } }: { readonly list: ReportList }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const signed = reports.filter((report) => report.signed !== null).length;
  const scopes = { county: t('monthly.scope.county'), township: t('monthly.scope.township'), site: t('monthly.scope.site') };
  return (
    <section>
      <p className={signed === reports.length ? 'note note-done' : 'note'}>{t('monthly.signedOf', { signed, all: reports.length })}</p>
      <WideTable label={t('monthly.title')} className="reports" onPhone="whole">
        <thead>
          <tr>
            <th scope="col">{t('monthly.report')}</th>
            <th scope="col">{t('monthly.kind')}</th>
            <th scope="col">{t('monthly.state')}</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <tr key={`${report.scope} ${report.id}`} className={`scope-${report.scope}`}>
              <th scope="row">
                <a href={reportAddress({ month, scope: report.scope, id: report.id })}>{inLanguage(report.name, language)}</a>
              </th>
              <td>{scopes[report.scope]}</td>
              <td>
                {report.signed === null ? (
                  <span className="tag tag-waiting">{t('monthly.draft')}</span>
                ) : (
                  t('monthly.signedBy', { by: report.signed.by, at: timeText(report.signed.at, language) })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}

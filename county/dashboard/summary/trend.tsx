import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trend as TrendAnswer } from '../../overview/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { useFigureLabels } from './figure-cards.tsx';
import { askTrend, trendQuestion } from './overview-api.ts';
import { figureColumns } from './site-rows.ts';
import type { FigureColumn } from './site-rows.ts';

// Charts are most of what the pages weigh: they come after the figures.
const TrendChart = lazy(() => import('./trend-chart.tsx').then(({ TrendChart: loaded }) => ({ default: loaded })));

interface TrendProps {
  /** The last day of the period that is shown; today when it is open. */
  readonly to: string;
  readonly township: string | null;
}

/** One figure over twelve months beside the year before, as a chart and, one click away, as numbers. */
export function Trend({ to, township }: TrendProps) {
  const { t } = useTranslation();
  const labels = useFigureLabels();
  const [figure, setFigure] = useState<FigureColumn>('personTimes');
  const question = trendQuestion({ to, ...(township === null ? {} : { township }) });
  const { answer, loading, refusal, tryAgain } = useAnswer(question, askTrend);
  return (
    <section className="trend" aria-busy={loading}>
      <div className="heading">
        <h2>{t('trend.title')}</h2>
        <fieldset className="switch" aria-label={t('trend.figure')}>
          {figureColumns.map((column) => (
            <label key={column}>
              <input type="radio" name="trend" checked={column === figure} onChange={() => setFigure(column)} />
              <span>{labels[column]}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {refusal !== null && !loading && <ErrorNote refusal={refusal} onTryAgain={tryAgain} />}
      {answer === null && loading && <p className="quiet trend-space">{t('loading')}</p>}
      {answer !== null && (
        <>
          <Suspense fallback={<p className="quiet trend-space">{t('loading')}</p>}>
            <TrendChart months={answer.months} figure={figure} label={labels[figure]} />
          </Suspense>
          <Numbers months={answer.months} figure={figure} label={labels[figure]} />
        </>
      )}
    </section>
  );
}

function Numbers({ months, figure, label }: { readonly months: TrendAnswer['months']; readonly figure: FigureColumn; readonly label: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language);
  const name = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <details>
      <summary>{t('trend.numbers')}</summary>
      <WideTable label={t('trend.title')} onPhone="whole">
        <caption className="hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('trend.month')}</th>
            <th scope="col" className="number">
              {label}
            </th>
            <th scope="col" className="number">
              {t('trend.before')}
            </th>
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.month}>
              <th scope="row">{name.format(new Date(`${one.month}-01`))}</th>
              <td className="number">{numbers.format(one.figures[figure])}</td>
              <td className="number">{numbers.format(one.before[figure])}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </details>
  );
}

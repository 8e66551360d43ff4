import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { Overview } from '../../overview/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { differenceText } from './difference-text.ts';
import { useFigureLabels } from './figure-cards.tsx';
import { figureColumns, figureRow } from './site-rows.ts';

interface TownshipTableProps {
  readonly townships: Overview['townships'];
  /** Shows one township alone. */
  readonly onChoose: (township: string) => void;
}

/** The five figures of each township, with the year before under them. */
export function TownshipTable({ townships, onChoose }: TownshipTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const labels = useFigureLabels();
  const numbers = new Intl.NumberFormat(language);
  const words = new Intl.Collator(language, { numeric: true });
  const rows = [...townships].sort((a, b) => words.compare(inLanguage(a.name, language), inLanguage(b.name, language)));
  return (
    <section>
      <h2>{t('townships.title')}</h2>
      <WideTable label={t('townships.title')} className="townships">
        <thead>
          <tr>
            <th scope="col">{t('sites.township')}</th>
            <th scope="col" className="number">
              {t('townships.sites')}
            </th>
            {figureColumns.map((column) => (
              <th key={column} scope="col" className="number">
                {labels[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, sites, figures, before }) => {
            const [values, earlier] = [figureRow(figures), before === null ? null : figureRow(before)];
            return (
              <tr key={id}>
                <th scope="row">
                  <button type="button" className="plain link" onClick={() => onChoose(id)}>
                    {inLanguage(name, language)}
                  </button>
                </th>
                <td className="number">{numbers.format(sites)}</td>
                {figureColumns.map((column) => (
                  <td key={column} className={values[column] === 0 ? 'number zero' : 'number'}>
                    {numbers.format(values[column])}
                    {earlier !== null && values[column] + earlier[column] > 0 && <span className="quiet titles">{differenceText(t, language, values[column], earlier[column])}</span>}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </WideTable>
    </section>
  );
}

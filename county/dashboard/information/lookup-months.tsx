import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { LookupsAnswer } from '../../information/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { WideTable } from '../parts/wide-table.tsx';

/** What is counted: searches and opened items, or searches that found nothing. */
const measures = ['all', 'withoutHit'] as const;

interface Counted {
  readonly searches: number;
  readonly withoutHit: number;
  readonly opened: number;
}

/** Lookups of each township in each month, or those that found nothing; the darker, the more. */
export function LookupMonths({ answer: { townships, months, townshipMonths } }: { readonly answer: LookupsAnswer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [measure, setMeasure] = useState<(typeof measures)[number]>('all');
  const numberOf = ({ searches, withoutHit, opened }: Counted): number => (measure === 'all' ? searches + opened : withoutHit);
  const cells = new Map(townshipMonths.map((part) => [`${part.township} ${part.month}`, part]));
  const most = Math.max(1, ...townshipMonths.map(numberOf));
  return (
    <>
      <fieldset className="switch" aria-label={t('lookups.measure')}>
        {measures.map((one) => (
          <label key={one}>
            <input type="radio" name="lookup-measure" checked={one === measure} onChange={() => setMeasure(one)} />
            <span>{t(`lookups.measure.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <WideTable label={t('lookups.byPlace')} className="lookup-months" onPhone="whole">
        <thead>
          <tr>
            <th scope="col">{t('township')}</th>
            {months.map(({ month }) => (
              <th key={month} scope="col" className="number">
                {month}
              </th>
            ))}
            <th scope="col" className="number">{t('sites.total')}</th>
          </tr>
        </thead>
        <tbody>
          {townships.map((township) => (
            <tr key={township.id}>
              <th scope="row">{inLanguage(township.name, language)}</th>
              {months.map(({ month }) => {
                const part = cells.get(`${township.id} ${month}`);
                const number = part === undefined ? 0 : numberOf(part);
                return (
                  <td
                    key={month}
                    className={number === 0 ? 'number zero' : `number heat heat-${Math.ceil((4 * number) / most)}`}
                    title={t('lookups.cell', { searches: part?.searches ?? 0, withoutHit: part?.withoutHit ?? 0, opened: part?.opened ?? 0 })}
                  >
                    {number}
                  </td>
                );
              })}
              <td className="number">{numberOf(township)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}

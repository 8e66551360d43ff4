import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../summary/period.ts';
import { faultText } from './fault-text.ts';
import type { FieldFaults, PointDraft } from './item-draft.ts';

interface PointsEditorProps {
  readonly points: readonly PointDraft[];
  readonly faults: FieldFaults;
  readonly onChange: (points: readonly PointDraft[]) => void;
}

/** The prices of a series, the newest on top; the one of the latest day is the price of today. */
export function PointsEditor({ points, faults, onChange }: PointsEditorProps) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<PointDraft>): void => onChange(points.map((point, index) => (index === at ? { ...point, ...part } : point)));
  const missing = faults.get('points');
  return (
    <section className="information-part">
      <div className="heading">
        <h2>{t('information.prices')}</h2>
        <button type="button" onClick={() => onChange([...points, { date: dayOf(new Date()), price: '' }])}>
          <Plus aria-hidden />
          {t('information.addPrice')}
        </button>
      </div>
      {missing !== undefined && <p className="fault">{t('information.noPrice')}</p>}
      <ol className="points">
        {points
          .map((point, at) => {
            const fault = faults.get(`point ${at}`);
            return (
              <li key={at}>
                <input type="date" aria-label={t('information.priceDay')} aria-invalid={fault === undefined ? undefined : true} value={point.date} onChange={(event) => change(at, { date: event.target.value })} />
                <input
                  inputMode="decimal"
                  aria-label={t('information.price')}
                  placeholder={t('information.price')}
                  aria-invalid={fault === undefined ? undefined : true}
                  value={point.price}
                  onChange={(event) => change(at, { price: event.target.value })}
                />
                <button type="button" className="plain" aria-label={t('information.removePrice', { day: point.date })} onClick={() => onChange(points.filter((_, index) => index !== at))}>
                  <Trash2 aria-hidden />
                </button>
                {fault !== undefined && <p className="fault">{faultText(t, fault)}</p>}
              </li>
            );
          })
          .reverse()}
      </ol>
    </section>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { drawPrices, extremes } from './price-chart.ts';
import type { PricePoint } from './price-chart.ts';
import { useDayText } from './use-day-text.ts';
import { usePriceText } from './use-price-text.ts';

/** The drawing in its own units; it is scaled to the room there is. */
const PLOT = { left: 96, top: 24, width: 760, height: 300 } as const;
const WIDTH = PLOT.left + PLOT.width + 28;
const HEIGHT = PLOT.top + PLOT.height + 62;

/** How a price has gone, drawn as a line, and said in words for those who do not see it. */
export function PriceHistory({ series, unit }: { readonly series: readonly PricePoint[]; readonly unit: string }): ReactNode {
  const { t } = useTranslation('information');
  const price = usePriceText();
  const days = useDayText();
  const chart = drawPrices(series, PLOT.width, PLOT.height);
  const ends = extremes(series);
  const [first, last] = [chart?.points[0], chart?.points.at(-1)];
  if (chart === null || ends === null || first === undefined || last === undefined) return null;
  const line = chart.points.map((point) => `${point.x},${point.y}`).join(' ');
  const words = t('price.history', {
    first: price(first.price),
    firstDay: days.date(first.date),
    last: price(last.price),
    lastDay: days.date(last.date),
    low: price(ends.low.price),
    high: price(ends.high.price),
    unit,
  });
  return (
    <figure className="price-history">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        <g transform={`translate(${PLOT.left} ${PLOT.top})`}>
          {chart.lines.map((rule) => (
            <g key={rule.price}>
              <line className="price-history__rule" x1={0} x2={PLOT.width} y1={rule.y} y2={rule.y} />
              <text className="price-history__label" x={-14} y={rule.y} textAnchor="end" dominantBaseline="central">
                {price(rule.price)}
              </text>
            </g>
          ))}
          <polygon className="price-history__area" points={`0,${PLOT.height} ${line} ${PLOT.width},${PLOT.height}`} />
          <polyline className="price-history__line" points={line} />
          {chart.points.slice(0, -1).map((point) => (
            <circle key={point.date} className="price-history__point" cx={point.x} cy={point.y} r={6} />
          ))}
          <circle className="price-history__last" cx={last.x} cy={last.y} r={12} />
          <text className="price-history__label" x={0} y={PLOT.height + 42} textAnchor="start">
            {days.date(first.date)}
          </text>
          <text className="price-history__label" x={PLOT.width} y={PLOT.height + 42} textAnchor="end">
            {days.date(last.date)}
          </text>
        </g>
      </svg>
      <figcaption className="small soft">{words}</figcaption>
    </figure>
  );
}

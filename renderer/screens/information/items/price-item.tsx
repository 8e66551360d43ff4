import { ArrowDown, ArrowUp, Equal, Store, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../../components/tag.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { changeSince, lastChange, STALE_DAYS } from '../price-chart.ts';
import type { PriceChange } from '../price-chart.ts';
import { PriceHistory } from '../price-history.tsx';
import { useDayText } from '../use-day-text.ts';
import { usePriceText } from '../use-price-text.ts';
import type { ItemOf } from './item-of.ts';
import { Paragraphs } from './paragraphs.tsx';

/** What something costs, where, and how that has changed. */
export function PriceItem({ item }: ItemOf<'market-price'>): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const days = useDayText();
  const price = usePriceText();
  return (
    <div className="item__columns">
      <div className="item__main">
        <p className="item__label">{format.text(item.product)}</p>
        <p className="item__price">
          <span className="figure">{price(item.price)}</span> <span>{format.text(item.unit)}</span>
        </p>
        <p className="item__facts">
          <Tag icon={Store}>{format.text(item.market)}</Tag>
          {days.since(item.date) > STALE_DAYS && (
            <Tag icon={TriangleAlert} tone="waiting">
              {t('price.stale', { count: days.since(item.date) })}
            </Tag>
          )}
        </p>
        <Changes series={item.series} />
        <Paragraphs text={format.text(item.body)} />
      </div>
      <PriceHistory series={item.series} unit={format.text(item.unit)} />
    </div>
  );
}

/** What has become of it since last week and since last year, in words beside the arrow. */
function Changes({ series }: { readonly series: ItemOf<'market-price'>['item']['series'] }): ReactNode {
  const { t } = useTranslation('information');
  const days = useDayText();
  const [week, year] = [changeSince(series, 7), changeSince(series, 365)];
  // Where there is no price of a week ago, the one before says more than nothing.
  const last = week === null ? lastChange(series) : null;
  return (
    <ul className="item__changes">
      {week !== null && <Change change={week} since={t('price.sinceWeek')} />}
      {last !== null && <Change change={last} since={t('price.sinceDay', { day: days.date(last.since) })} />}
      {year !== null && <Change change={year} since={t('price.sinceYear')} />}
    </ul>
  );
}

function Change({ change, since }: { readonly change: PriceChange; readonly since: string }): ReactNode {
  const { t } = useTranslation('information');
  const price = usePriceText();
  const way = change.by > 0 ? 'up' : change.by < 0 ? 'down' : 'same';
  const Icon = { up: ArrowUp, down: ArrowDown, same: Equal }[way];
  return (
    <li className={`item__change item__change--${way}`}>
      <Icon aria-hidden />
      <span>{t(`price.${way}`, { since, by: price(Math.abs(change.by)), percent: change.percent })}</span>
    </li>
  );
}

import { Equal, Store, TrendingDown, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../../components/tag.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { lastChange } from '../price-chart.ts';
import { PriceHistory } from '../price-history.tsx';
import { useDayText } from '../use-day-text.ts';
import { usePriceText } from '../use-price-text.ts';
import type { ItemOf } from './item-of.ts';
import { Paragraphs } from './paragraphs.tsx';

/** What something costs, where, and how that has changed. */
export function PriceItem({ item }: ItemOf<'market-price'>): ReactNode {
  const format = useFormat();
  const price = usePriceText();
  return (
    <div className="item__columns">
      <div className="item__main">
        <p className="item__label">{format.text(item.product)}</p>
        <p className="item__price">
          <span className="figure">{price(item.price)}</span> <span>{format.text(item.unit)}</span>
        </p>
        <p className="item__facts">
          <Change series={item.series} />
          <Tag icon={Store}>{format.text(item.market)}</Tag>
        </p>
        <Paragraphs text={format.text(item.body)} />
      </div>
      <PriceHistory series={item.series} unit={format.text(item.unit)} />
    </div>
  );
}

function Change({ series }: { readonly series: ItemOf<'market-price'>['item']['series'] }): ReactNode {
  const { t } = useTranslation('information');
  const price = usePriceText();
  const days = useDayText();
  const change = lastChange(series);
  if (change === null) return null;
  const words = { by: price(Math.abs(change.by)), day: days.date(change.since) };
  if (change.by > 0) {
    return (
      <Tag icon={TrendingUp} tone="danger">
        {t('price.up', words)}
      </Tag>
    );
  }
  if (change.by < 0) {
    return (
      <Tag icon={TrendingDown} tone="info">
        {t('price.down', words)}
      </Tag>
    );
  }
  return <Tag icon={Equal}>{t('price.same', words)}</Tag>;
}

import { CalendarClock, PackageOpen, ShoppingBasket } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../../components/tag.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useDayText } from '../use-day-text.ts';
import type { ItemOf } from './item-of.ts';
import { Paragraphs } from './paragraphs.tsx';
import { PhoneNumber } from './phone-number.tsx';

/** What somebody offers or looks for, and whom to call. */
export function SupplyItem({ item }: ItemOf<'supply-demand'>): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const days = useDayText();
  return (
    <>
      <p className="item__facts">
        {item.direction === 'supply' ? (
          <Tag icon={PackageOpen} tone="done">
            {t('direction.supply')}
          </Tag>
        ) : (
          <Tag icon={ShoppingBasket} tone="info">
            {t('direction.demand')}
          </Tag>
        )}
        {item.expires !== null && <Tag icon={CalendarClock}>{t('validTo', { date: days.date(item.expires) })}</Tag>}
      </p>
      <div className="item__large">
        <Paragraphs text={format.text(item.body)} />
      </div>
      <PhoneNumber phone={item.contact.phone} who={format.text(item.contact.name)} />
    </>
  );
}

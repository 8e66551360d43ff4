import { Clock3, MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import type { ItemOf } from './item-of.ts';
import { Paragraphs } from './paragraphs.tsx';
import { PhoneNumber } from './phone-number.tsx';

/** Whom to call, when, and where to find them. */
export function ContactItem({ item }: ItemOf<'contact'>): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  return (
    <>
      <PhoneNumber phone={item.phone} />
      <ul className="item__ways">
        <li>
          <Clock3 aria-hidden />
          <span>{t('contact.hours', { hours: format.text(item.hours) })}</span>
        </li>
        <li>
          <MapPin aria-hidden />
          <span>{t('contact.address', { address: format.text(item.address) })}</span>
        </li>
      </ul>
      <Paragraphs text={format.text(item.body)} />
    </>
  );
}

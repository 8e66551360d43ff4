import { Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A telephone number to be read off from the last row, and who answers it. */
export function PhoneNumber({ phone, who }: { readonly phone: string; readonly who?: string }): ReactNode {
  const { t } = useTranslation('information');
  return (
    <section className="item__phone">
      <Phone aria-hidden />
      <div>
        <h2 className="item__label">{who ?? t('phone')}</h2>
        <p className="figure">{phone}</p>
      </div>
    </section>
  );
}

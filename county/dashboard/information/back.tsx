import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../parts/use-page.ts';

/** The way back to the list. */
export function BackToInformation() {
  const { t } = useTranslation();
  return (
    <p className="back">
      <a href={addressOf({ at: 'information' })}>
        <ArrowLeft aria-hidden />
        {t('information.back')}
      </a>
    </p>
  );
}

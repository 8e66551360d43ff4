import { Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './loading.css';

/** While the main process has not told yet what to show. */
export function Loading(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="loading" role="status">
      <Hourglass aria-hidden />
      <span>{t('loading')}</span>
    </div>
  );
}

import { Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './idle-notice.css';
import { NOTICE_SECONDS } from './use-idle.ts';

/** Over everything, while the last seconds are counted down. Says so to a screen reader once, not at every second. */
export function IdleNotice({ secondsLeft, then }: { readonly secondsLeft: number | null; readonly then: 'idle' | 'idleHome' }): ReactNode {
  const { t } = useTranslation('programs');
  return (
    <div className="idle-notice-place" role="alert">
      {secondsLeft !== null && (
        <p className="idle-notice">
          <Hourglass aria-hidden />
          <span aria-hidden>{t(then, { count: secondsLeft })}</span>
          <span className="visually-hidden">{t(then, { count: NOTICE_SECONDS })}</span>
        </p>
      )}
    </div>
  );
}

import { Hourglass } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const LONG_AFTER_MS = 10_000;

/** While the film has no picture to show; says after ten seconds what can be done. */
export function WaitingNote(): ReactNode {
  const { t } = useTranslation('player');
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="player__waiting" role="status">
      <Hourglass aria-hidden />
      <span>{long ? t('waitingLong') : t('waiting')}</span>
    </div>
  );
}

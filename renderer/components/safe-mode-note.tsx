import { RotateCcw, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../state/use-call.ts';
import { useTopic } from '../state/use-topic.ts';
import { Button } from './button.tsx';
import './safe-mode-note.css';

/** Says that the terminal does only what matters for now, and lets anybody begin it anew. Nothing in ordinary times. */
export function SafeModeNote(): ReactNode {
  const { t } = useTranslation('common');
  const { safeMode } = useTopic('app');
  const { run, busy } = useCall('site.restart');
  if (safeMode === null) return null;
  return (
    <div className="safe-mode" role="status">
      <ShieldAlert aria-hidden />
      <div className="safe-mode__words">
        <p className="safe-mode__what">{t('safeMode.what')}</p>
        <p>{t('safeMode.todo')}</p>
        {safeMode.fault !== null && <p className="safe-mode__fault">{safeMode.fault}</p>}
      </div>
      <Button icon={RotateCcw} busy={busy} focusKey="leave-safe-mode" onPress={() => void run({})}>
        {t('safeMode.leave')}
      </Button>
    </div>
  );
}

import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { useCall } from '../../../state/use-call.ts';

/** Ends the program and begins it anew. */
export function RestartDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('upkeep');
  const { run, busy, problem } = useCall('site.restart');
  return (
    <Dialog
      title={t('restart.question')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" icon={RotateCcw} busy={busy} initialFocus onPress={() => void run({})}>
            {t('restart.yes')}
          </Button>
        </>
      }
    >
      <p>{t('restart.explain')}</p>
      <ProblemMessage problem={problem} />
    </Dialog>
  );
}

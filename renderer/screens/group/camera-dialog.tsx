import { Camera, CameraOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { useCall } from '../../state/use-call.ts';

/** May the camera take three pictures of the hall? Asked for each viewing, and either answer goes on. */
export function CameraDialog({ onAnswered, onClose }: { readonly onAnswered: () => void; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('group');
  const { run, busy, problem } = useCall('group.setCamera');
  const answer = async (agreed: boolean): Promise<void> => {
    const result = await run({ agreed });
    if (result.ok) onAnswered();
  };
  return (
    <Dialog
      title={t('camera.question')}
      onClose={onClose}
      actions={
        <>
          <Button icon={CameraOff} busy={busy} onPress={() => void answer(false)}>
            {t('camera.no')}
          </Button>
          <Button variant="primary" icon={Camera} busy={busy} initialFocus onPress={() => void answer(true)}>
            {t('camera.yes')}
          </Button>
        </>
      }
    >
      <p>{t('camera.detail')}</p>
      <p>{t('camera.ask')}</p>
      <ProblemMessage problem={problem} />
    </Dialog>
  );
}

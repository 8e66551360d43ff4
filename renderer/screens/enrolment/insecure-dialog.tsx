import { LockOpen, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';

export interface InsecureDialogProps {
  readonly onAccept: () => void;
  readonly onRefuse: () => void;
}

/** Says in so many words what a line without encryption means, before anything travels on it. */
export function InsecureDialog({ onAccept, onRefuse }: InsecureDialogProps): ReactNode {
  const { t } = useTranslation('enrolment');
  return (
    <Dialog
      title={t('insecure.title')}
      onClose={onRefuse}
      actions={
        <>
          <Button variant="danger" icon={LockOpen} onPress={onAccept}>
            {t('insecure.accept')}
          </Button>
          <Button variant="primary" icon={X} initialFocus onPress={onRefuse}>
            {t('insecure.refuse')}
          </Button>
        </>
      }
    >
      <p>{t('insecure.what')}</p>
      <p>{t('insecure.meaning')}</p>
      <p>{t('insecure.advice')}</p>
    </Dialog>
  );
}

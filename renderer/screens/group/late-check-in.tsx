import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../contract/ipc/topics.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { CheckInPanel } from './check-in-panel.tsx';
import { useLiveDesk } from './people-desk.ts';

export interface LateCheckInProps {
  readonly group: GroupView;
  readonly dark?: boolean;
  readonly onClose: () => void;
}

/** Check-in for those who come late, over the film that plays on or the pause. */
export function LateCheckIn({ group, dark = false, onClose }: LateCheckInProps): ReactNode {
  const { t } = useTranslation('group');
  const desk = useLiveDesk(group);
  return (
    <Dialog
      title={t('late.title')}
      full
      dark={dark}
      onClose={onClose}
      actions={
        <Button variant="primary" icon={Check} onPress={onClose}>
          {t('late.done')}
        </Button>
      }
    >
      <CheckInPanel desk={desk} dark={dark} />
    </Dialog>
  );
}

import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../contract/ipc/topics.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { useCall } from '../../state/use-call.ts';

export interface WithdrawDialogProps {
  readonly member: MemberView;
  readonly dark: boolean;
  readonly onClose: () => void;
}

/** Takes a check-in back, after asking: a second touch on a name is more often a slip. */
export function WithdrawDialog({ member, dark, onClose }: WithdrawDialogProps): ReactNode {
  const { t } = useTranslation('group');
  const { run, busy, problem } = useCall('group.withdrawCheckIn');
  const withdraw = async (): Promise<void> => {
    const result = await run({ number: member.number });
    if (result.ok) onClose();
  };
  return (
    <Dialog
      title={t('withdraw.question', { name: member.name })}
      dark={dark}
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" icon={Undo2} busy={busy} onPress={() => void withdraw()}>
            {t('withdraw.yes')}
          </Button>
          <Button variant="primary" initialFocus onPress={onClose}>
            {t('withdraw.no')}
          </Button>
        </>
      }
    >
      <p>{t('withdraw.detail', { name: member.name, number: member.number })}</p>
      <ProblemMessage problem={problem} />
    </Dialog>
  );
}

import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../contract/problem.ts';
import type { MemberCopy } from '../../../contract/usage/event.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';

export interface WithdrawDialogProps {
  readonly member: MemberCopy;
  readonly dark: boolean;
  readonly onWithdraw: (member: MemberCopy) => Promise<Problem | null>;
  readonly onClose: () => void;
}

/** Takes a check-in back, after asking: a second touch on a name is more often a slip. */
export function WithdrawDialog({ member, dark, onWithdraw, onClose }: WithdrawDialogProps): ReactNode {
  const { t } = useTranslation('group');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const withdraw = async (): Promise<void> => {
    setBusy(true);
    const refused = await onWithdraw(member);
    setBusy(false);
    if (refused === null) onClose();
    else setProblem(refused);
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

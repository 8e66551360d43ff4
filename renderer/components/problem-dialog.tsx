import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../contract/problem.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemMessage } from './message.tsx';
import type { MessageTone } from './message.tsx';

export interface ProblemDialogProps {
  /** That it was not done; the message says why. */
  readonly title: string;
  /** Shows nothing for null. */
  readonly problem: Problem | null;
  readonly tone?: MessageTone;
  readonly onClose: () => void;
}

/** A refusal that must be seen before going on, or for which the screen has no room. */
export function ProblemDialog({ title, problem, tone = 'error', onClose }: ProblemDialogProps): ReactNode {
  const { t } = useTranslation('common');
  if (problem === null) return null;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button variant="primary" initialFocus onPress={onClose}>
          {t('understood')}
        </Button>
      }
    >
      <ProblemMessage problem={problem} tone={tone} />
    </Dialog>
  );
}

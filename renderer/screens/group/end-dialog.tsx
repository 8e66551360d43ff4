import { CircleStop } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../contract/ipc/topics.ts';
import type { Problem } from '../../../contract/problem.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { faultsIfEnded } from './faults.ts';
import { GroupFigures } from './group-figures.tsx';

/** The end of a viewing, asked for from whatever step it is in. */
export interface Closing {
  readonly end: () => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly clearProblem: () => void;
}

export interface EndDialogProps {
  readonly group: GroupView;
  readonly closing: Closing;
  readonly onClose: () => void;
}

/** Asks before ending, says what will be on record, and warns when it would not count. */
export function EndDialog({ group, closing, onClose }: EndDialogProps): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const faults = faultsIfEnded(group.faults);
  const stay = (): void => {
    closing.clearProblem();
    onClose();
  };
  return (
    <Dialog
      title={t('end.question')}
      onClose={stay}
      actions={
        <>
          <Button initialFocus={faults.length > 0} onPress={stay}>
            {t('end.stay')}
          </Button>
          <Button variant={faults.length > 0 ? 'danger' : 'primary'} icon={CircleStop} busy={closing.busy} initialFocus={faults.length === 0} onPress={closing.end}>
            {t('end.yes')}
          </Button>
        </>
      }
    >
      <GroupFigures {...group} members={group.members.length} />
      {faults.length > 0 && (
        <Message tone="warning" what={t('end.wouldNotCount')} safe={format.sentences(faults.map((fault) => t(`fault.${fault}`)))} todo={t('end.canGoOn')} />
      )}
      <p>{t('end.detail')}</p>
      <ProblemMessage problem={closing.problem} />
    </Dialog>
  );
}

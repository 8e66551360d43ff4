import { CircleStop, Play } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../state/use-call.ts';
import { EndDialog } from './end-dialog.tsx';
import type { Closing } from './end-dialog.tsx';
import { GroupFigures } from './group-figures.tsx';
import type { StepProps } from './group-screen.tsx';
import { PeopleNames } from './people-names.tsx';
import { ProgramProgress } from './program-progress.tsx';

export interface InterruptedProps extends StepProps {
  readonly onResume: () => void;
  readonly closing: Closing;
}

/** After the power failed in the middle of a viewing: everything is there; go on or end it. */
export function Interrupted({ group, onLeave, onResume, closing }: InterruptedProps): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const [ending, setEnding] = useState(false);
  const { run, busy, problem } = useCall('group.resume');
  const resume = (): void => {
    onResume();
    void run({});
  };
  return (
    <Screen
      title={t('interrupted.title')}
      subtitle={t('interrupted.subtitle', { kind: t(`common:groupKind.${group.kind}`), at: format.moment(group.startedAt ?? group.openedAt) })}
      onBack={onLeave}
      backLabel={t('common:backHome')}
      actions={
        <>
          <Button large variant="danger" icon={CircleStop} focusKey="end" onPress={() => setEnding(true)}>
            {t('end.open')}
          </Button>
          <Button large variant="primary" icon={Play} busy={busy} initialFocus onPress={resume}>
            {t('interrupted.resume')}
          </Button>
        </>
      }
      centred
    >
      <Message tone="done" what={t('interrupted.what')} todo={t('interrupted.todo')} />
      <GroupFigures {...group} members={group.members.length} />
      <ProgramProgress programs={group.programs} />
      <PeopleNames members={group.members} />
      <ProblemMessage problem={problem} />
      {ending && <EndDialog group={group} closing={closing} onClose={() => setEnding(false)} />}
    </Screen>
  );
}

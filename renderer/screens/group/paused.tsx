import { CircleStop, Play, RotateCcw, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../components/screen.tsx';
import { EndDialog } from './end-dialog.tsx';
import type { Closing } from './end-dialog.tsx';
import { GroupFigures } from './group-figures.tsx';
import type { StepProps } from './group-screen.tsx';
import { LateCheckIn } from './late-check-in.tsx';
import { ProgramProgress } from './program-progress.tsx';

export interface PausedProps extends StepProps {
  /** The last program has run to its end. */
  readonly finished: boolean;
  readonly closing: Closing;
  readonly onPlay: () => void;
}

/** Between playing and ending: go on, let latecomers in, or end. */
export function Paused({ group, finished, closing, onLeave, onPlay }: PausedProps): ReactNode {
  const { t } = useTranslation('group');
  const [open, setOpen] = useState<'end' | 'late' | null>(null);
  const state = finished ? 'finished' : 'paused';
  const play = (
    <Button key="play" large icon={finished ? RotateCcw : Play} variant={finished ? 'secondary' : 'primary'} initialFocus={!finished} onPress={onPlay}>
      {t(`${state}.play`)}
    </Button>
  );
  const end = (
    <Button key="end" large icon={CircleStop} variant={finished ? 'primary' : 'danger'} initialFocus={finished} focusKey="end" onPress={() => setOpen('end')}>
      {t('end.open')}
    </Button>
  );
  return (
    <Screen
      title={t(`${state}.title`)}
      subtitle={t(`${state}.subtitle`, { kind: t(`common:groupKind.${group.kind}`) })}
      onBack={finished ? onLeave : onPlay}
      backLabel={finished ? t('common:backHome') : t('paused.back')}
      actions={
        <>
          <Button icon={UserRoundPlus} focusKey="late" onPress={() => setOpen('late')}>
            {t('late.title')}
          </Button>
          {finished ? [play, end] : [end, play]}
        </>
      }
      centred
    >
      <GroupFigures {...group} members={group.members.length} />
      <ProgramProgress programs={group.programs} />
      {open === 'end' && <EndDialog group={group} closing={closing} onClose={() => setOpen(null)} />}
      {open === 'late' && <LateCheckIn group={group} onClose={() => setOpen(null)} />}
    </Screen>
  );
}

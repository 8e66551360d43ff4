import { CircleStop, Play, UserRoundPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../contract/ipc/topics.ts';
import { Button } from '../../components/button.tsx';
import { Choices } from '../../components/choices.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { playTone } from '../../components/sound.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../state/use-call.ts';
import { useNow } from '../../state/use-now.ts';
import { breakClock } from './break-clock.ts';
import { EndDialog } from './end-dialog.tsx';
import type { Closing } from './end-dialog.tsx';
import { LateCheckIn } from './late-check-in.tsx';
import './break.css';

const LENGTHS = ['5', '10', '15', 'open'] as const;

export interface BreakProps {
  readonly group: GroupView;
  readonly rest: NonNullable<GroupView['break']>;
  readonly closing: Closing;
  readonly onContinue: () => void;
}

/** Between two programs: how long still, what comes next, and one key that goes on. */
export function Break({ group, rest, closing, onContinue }: BreakProps): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const now = useNow('second');
  const { run, problem } = useCall('group.beginBreak');
  const [open, setOpen] = useState<'end' | 'late' | null>(null);
  const { text, over } = breakClock(rest, now);
  useEffect(() => {
    if (over) playTone('confirm');
  }, [over]);
  const next = group.programs.find(({ program }) => program === rest.next);
  return (
    <Screen
      title={t('break.title')}
      subtitle={next === undefined ? undefined : t('break.next', { title: format.text(next.title) })}
      onBack={onContinue}
      backLabel={t('paused.back')}
      actions={
        <>
          <Button icon={UserRoundPlus} focusKey="late" onPress={() => setOpen('late')}>
            {t('late.title')}
          </Button>
          <Button variant="danger" icon={CircleStop} focusKey="end" onPress={() => setOpen('end')}>
            {t('end.open')}
          </Button>
          <Button large variant="primary" icon={Play} initialFocus focusKey="continue" onPress={onContinue}>
            {t('break.continue')}
          </Button>
        </>
      }
      centred
    >
      <div className="break">
        <p className="break__what" role="status">
          {t(over ? 'break.over' : rest.minutes === null ? 'break.since' : 'break.left')}
        </p>
        <p className="break__clock" role="timer">
          {text}
        </p>
        <Choices
          label={t('break.howLong')}
          value={rest.minutes === null ? 'open' : (LENGTHS.find((length) => length === String(rest.minutes)) ?? 'open')}
          options={LENGTHS.map((length) => ({ value: length, label: length === 'open' ? t('break.open') : t('break.minutes', { count: Number(length) }) }))}
          onChange={(length) => void run({ next: rest.next, minutes: length === 'open' ? null : Number(length) })}
        />
        <ProblemMessage problem={problem} />
      </div>
      {open === 'end' && <EndDialog group={group} closing={closing} onClose={() => setOpen(null)} />}
      {open === 'late' && <LateCheckIn group={group} onClose={() => setOpen(null)} />}
    </Screen>
  );
}

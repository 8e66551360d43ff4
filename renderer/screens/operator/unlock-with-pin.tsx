import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyRound } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { LostPinDialog } from './lost-pin-dialog.tsx';
import { useCall } from '../../state/use-call.ts';
import { useCountdown } from '../../state/use-countdown.ts';
import { PinQuestion } from './pin-question.tsx';

/** Asks for the PIN. After wrong ones it counts down how long to wait; the main process decides it. */
export function UnlockWithPin(): ReactNode {
  const { t } = useTranslation('operator');
  const { back } = useNavigation();
  const [pin, setPin] = useState('');
  const { run, busy, problem, clearProblem } = useCall('operator.unlock');
  const wait = useCountdown();
  const [lost, setLost] = useState(false);

  const unlock = async (): Promise<void> => {
    if (pin === '' || busy || wait.seconds > 0) return;
    const result = await run({ pin });
    setPin('');
    if (!result.ok && (result.problem.code === 'pin-wrong' || result.problem.code === 'pin-wait')) wait.start(result.problem.data.waitMs);
  };
  const type = (digits: string): void => {
    if (wait.seconds === 0) clearProblem();
    setPin(digits);
  };

  const shown =
    problem !== null && (problem.code === 'pin-wrong' || problem.code === 'pin-wait')
      ? { code: problem.code, data: { waitMs: wait.seconds * 1000 } }
      : problem;
  const waitOver = problem?.code === 'pin-wait' && wait.seconds === 0;
  return (
    <PinQuestion
      title={t('unlock.title')}
      question={t('unlock.question')}
      hint={t('unlock.hint')}
      fieldLabel={t('pin')}
      enterLabel={wait.seconds > 0 ? t('unlock.wait', { count: wait.seconds }) : t('unlock.enter')}
      pin={pin}
      onPin={type}
      onEnter={() => void unlock()}
      onBack={back}
      busy={busy}
      message={
        <>
          <ProblemMessage problem={waitOver ? null : shown} />
          <Button variant="quiet" icon={KeyRound} focusKey="lost" onPress={() => setLost(true)}>
            {t('lost.open')}
          </Button>
          {lost && <LostPinDialog onClose={() => setLost(false)} />}
        </>
      }
    />
  );
}

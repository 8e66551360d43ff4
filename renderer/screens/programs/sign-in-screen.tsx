import { KeyRound, Play, RotateCcw, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../contract/problem.ts';
import { Button } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useCountdown } from '../../state/use-countdown.ts';
import type { ProgramScreens } from './routes.ts';
import { useWatch } from './use-watch.ts';
import './programs.css';

const MOST_DIGITS = 12;

/** Asks for the member's number, and for the PIN of whoever has one; nobody has to give a number to watch. */
export function SignInScreen({ thenPlay }: ProgramScreens['sign-in']): ReactNode {
  const { t } = useTranslation('programs');
  const { back } = useNavigation();
  /** The number whose PIN is asked for. */
  const [number, setNumber] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const signIn = useCall('member.signIn');
  const watch = useWatch();
  const wait = useCountdown();

  const goOn = async (): Promise<void> => {
    if (thenPlay === null) back();
    else await watch.start(thenPlay, 'instead');
  };
  const enter = async (): Promise<void> => {
    if (typed === '' || signIn.busy || wait.seconds > 0) return;
    const result = await signIn.run(number === null ? { number: typed } : { number, pin: typed });
    if (result.ok) {
      await goOn();
      return;
    }
    setTyped('');
    const { problem } = result;
    if (problem.code === 'member-pin-needed') {
      signIn.clearProblem();
      setNumber(problem.data.number);
    } else if (problem.code === 'member-pin-wrong' || problem.code === 'member-pin-wait') wait.start(problem.data.waitMs);
  };
  const askNumber = (): void => {
    signIn.clearProblem();
    setTyped('');
    setNumber(null);
  };
  const asksPin = number !== null;
  return (
    <Screen title={t('who.title')} onBack={asksPin ? askNumber : back} centred>
      <div className="sign-in">
        <div className="sign-in__words">
          {asksPin ? <KeyRound aria-hidden /> : <UserRound aria-hidden />}
          <p className="sign-in__hint">{asksPin ? t('who.pinHint', { number }) : t('who.hint')}</p>
          {signIn.problem?.code === 'member-unknown' ? (
            <Message
              tone="error"
              what={t('who.unknown.what', { number: signIn.problem.data.number })}
              todo={thenPlay === null ? t('who.unknown.todo') : t('who.unknown.todoOrWithout')}
            />
          ) : (
            <ProblemMessage problem={counted(signIn.problem, wait.seconds) ?? watch.problem} />
          )}
          {asksPin ? (
            <Button icon={RotateCcw} focusKey="other" onPress={askNumber}>
              {t('who.otherNumber')}
            </Button>
          ) : (
            thenPlay !== null && (
              <Button icon={Play} busy={watch.busy} focusKey="without" onPress={() => void goOn()}>
                {t('who.without')}
              </Button>
            )
          )}
        </div>
        <NumberPad
          label={asksPin ? t('who.pin') : t('who.number')}
          value={typed}
          onChange={(digits) => {
            if (wait.seconds === 0) signIn.clearProblem();
            setTyped(digits);
          }}
          onEnter={() => void enter()}
          enterLabel={wait.seconds > 0 ? t('who.pinWait', { count: wait.seconds }) : asksPin ? t('who.pinEnter') : t('who.enter')}
          maxLength={MOST_DIGITS}
          secret={asksPin}
          busy={signIn.busy}
          initialFocus="pad"
        />
      </div>
    </Screen>
  );
}

/** A wait as it stands now; one that is over is not spoken of any more. */
function counted(problem: Problem | null, seconds: number): Problem | null {
  if (problem === null || (problem.code !== 'member-pin-wrong' && problem.code !== 'member-pin-wait')) return problem;
  return problem.code === 'member-pin-wait' && seconds === 0 ? null : { code: problem.code, data: { waitMs: seconds * 1000 } };
}

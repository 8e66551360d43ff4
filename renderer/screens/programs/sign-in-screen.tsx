import { Play, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import type { ProgramScreens } from './routes.ts';
import { useWatch } from './use-watch.ts';
import './programs.css';

const NUMBER_LENGTH = 12;

/** Asks for the member's number; nobody has to give one. */
export function SignInScreen({ thenPlay }: ProgramScreens['sign-in']): ReactNode {
  const { t } = useTranslation('programs');
  const { back } = useNavigation();
  const [number, setNumber] = useState('');
  const signIn = useCall('member.signIn');
  const watch = useWatch();

  const goOn = async (): Promise<void> => {
    if (thenPlay === null) back();
    else await watch.start(thenPlay, 'instead');
  };
  const enter = async (): Promise<void> => {
    if (number === '' || signIn.busy) return;
    const result = await signIn.run({ number });
    if (result.ok) await goOn();
    else setNumber('');
  };
  return (
    <Screen title={t('who.title')} onBack={back} centred>
      <div className="sign-in">
        <div className="sign-in__words">
          <UserRound aria-hidden />
          <p className="sign-in__hint">{t('who.hint')}</p>
          {signIn.problem?.code === 'member-unknown' ? (
            <Message
              tone="error"
              what={t('who.unknown.what', { number: signIn.problem.data.number })}
              todo={thenPlay === null ? t('who.unknown.todo') : t('who.unknown.todoOrWithout')}
            />
          ) : (
            <ProblemMessage problem={signIn.problem ?? watch.problem} />
          )}
          {thenPlay !== null && (
            <Button icon={Play} busy={watch.busy} focusKey="without" onPress={() => void goOn()}>
              {t('who.without')}
            </Button>
          )}
        </div>
        <NumberPad
          label={t('who.number')}
          value={number}
          onChange={(digits) => {
            signIn.clearProblem();
            setNumber(digits);
          }}
          onEnter={() => void enter()}
          enterLabel={t('who.enter')}
          maxLength={NUMBER_LENGTH}
          busy={signIn.busy}
          initialFocus="pad"
        />
      </div>
    </Screen>
  );
}

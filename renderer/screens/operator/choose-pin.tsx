import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pinSchema } from '../../../contract/ipc/calls.ts';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { PinQuestion } from './pin-question.tsx';

type Slip = 'malformed' | 'different' | null;

/** The first time: a PIN typed twice, so that a slip of the finger locks nobody out. */
export function ChoosePin(): ReactNode {
  const { t } = useTranslation('operator');
  const { back } = useNavigation();
  const [first, setFirst] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [slip, setSlip] = useState<Slip>(null);
  const { run, busy, problem, clearProblem } = useCall('operator.choosePin');

  const startAgain = (why: Slip): void => {
    setFirst(null);
    setPin('');
    setSlip(why);
  };
  const takeFirst = (): void => {
    if (!pinSchema.safeParse(pin).success) {
      startAgain('malformed');
      return;
    }
    setFirst(pin);
    setPin('');
  };
  const takeSecond = async (): Promise<void> => {
    if (pin !== first) {
      startAgain('different');
      return;
    }
    // Chosen, it is also given: the operator's screens open.
    const result = await run({ pin });
    if (!result.ok) startAgain(null);
  };
  const enter = (): void => {
    if (busy) return;
    if (first === null) takeFirst();
    else void takeSecond();
  };
  const type = (digits: string): void => {
    setSlip(null);
    clearProblem();
    setPin(digits);
  };

  const step = first === null ? 'first' : 'second';
  return (
    <PinQuestion
      title={t('choose.title')}
      question={t(`choose.${step}.question`)}
      hint={t(`choose.${step}.hint`)}
      fieldLabel={t('pin')}
      enterLabel={t(`choose.${step}.enter`)}
      pin={pin}
      onPin={type}
      onEnter={enter}
      onBack={first === null ? back : () => startAgain(null)}
      busy={busy}
      message={
        slip === 'different' ? (
          <Message tone="error" what={t('choose.different.what')} todo={t('choose.different.todo')} />
        ) : (
          <ProblemMessage problem={slip === 'malformed' ? { code: 'pin-malformed', data: {} } : problem} />
        )
      }
    />
  );
}

import { KeySquare, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pinSchema } from '../../../contract/ipc/calls.ts';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tile } from '../../components/tile.tsx';
import { useToast } from '../../components/toast.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { PinQuestion } from '../operator/pin-question.tsx';
import { SignedOut } from './signed-out.tsx';
import '../programs/programs.css';

/** The member's own PIN: set, changed or taken away. */
export function MemberPinScreen(): ReactNode {
  const learning = useTopic('learning');
  const { back } = useNavigation();
  const [setting, setSetting] = useState(false);
  if (learning === null) return <SignedOut />;
  if (setting || !learning.hasPin) return <SetPin onBack={learning.hasPin ? () => setSetting(false) : back} onDone={back} />;
  return <ChangeOrRemove onChange={() => setSetting(true)} onDone={back} />;
}

function ChangeOrRemove({ onChange, onDone }: { readonly onChange: () => void; readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation('learning');
  const toast = useToast();
  const remove = useCall('member.removePin');
  const take = async (): Promise<void> => {
    const result = await remove.run({});
    if (!result.ok) return;
    toast(t('pin.removed'));
    onDone();
  };
  return (
    <Screen title={t('pin.title')} subtitle={t('pin.has')} onBack={onDone} centred>
      <ProblemMessage problem={remove.problem} />
      <div className="programs__pair" data-focus-group>
        <Tile icon={KeySquare} title={t('pin.change')} hint={t('pin.changeHint')} initialFocus focusKey="change" onPress={onChange} />
        <Tile colour="waiting" icon={ShieldOff} title={t('pin.remove')} hint={t('pin.removeHint')} focusKey="remove" onPress={() => void take()} />
      </div>
    </Screen>
  );
}

/** Typed twice, so that a slip of the finger locks nobody out. */
function SetPin({ onBack, onDone }: { readonly onBack: () => void; readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation('learning');
  const toast = useToast();
  const [first, setFirst] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [slip, setSlip] = useState<'malformed' | 'different' | null>(null);
  const { run, busy, problem } = useCall('member.setPin');
  const again = (why: typeof slip): void => {
    setFirst(null);
    setPin('');
    setSlip(why);
  };
  const enter = async (): Promise<void> => {
    if (busy) return;
    if (first === null) {
      if (!pinSchema.safeParse(pin).success) again('malformed');
      else {
        setFirst(pin);
        setPin('');
      }
      return;
    }
    if (pin !== first) {
      again('different');
      return;
    }
    const result = await run({ pin });
    if (!result.ok) {
      again(null);
      return;
    }
    toast(t('pin.set'));
    onDone();
  };
  const step = first === null ? 'first' : 'second';
  return (
    <PinQuestion
      title={t('pin.title')}
      question={t(`pin.${step}.question`)}
      hint={t(`pin.${step}.hint`)}
      fieldLabel={t('pin.field')}
      enterLabel={t(`pin.${step}.enter`)}
      pin={pin}
      onPin={(digits) => {
        setSlip(null);
        setPin(digits);
      }}
      onEnter={() => void enter()}
      onBack={first === null ? onBack : () => again(null)}
      busy={busy}
      message={
        slip === 'different' ? (
          <Message tone="error" what={t('pin.different.what')} todo={t('pin.different.todo')} />
        ) : (
          <ProblemMessage problem={slip === 'malformed' ? { code: 'pin-malformed', data: {} } : problem} />
        )
      }
    />
  );
}

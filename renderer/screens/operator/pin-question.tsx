import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { NumberPad } from '../../components/number-pad.tsx';
import { Screen } from '../../components/screen.tsx';
import './operator-pin-screen.css';

const MAX_PIN_LENGTH = 12;

export interface PinQuestionProps {
  readonly title: string;
  readonly question: string;
  readonly hint: string;
  readonly fieldLabel: string;
  readonly enterLabel: string;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly onEnter: () => void;
  readonly onBack: () => void;
  readonly busy: boolean;
  /** What went wrong, below the hint. */
  readonly message: ReactNode;
}

/** A question answered with digits that nobody behind one can read. */
export function PinQuestion(props: PinQuestionProps): ReactNode {
  const { title, question, hint, fieldLabel, enterLabel, pin, onPin, onEnter, onBack, busy, message } = props;
  return (
    <Screen title={title} onBack={onBack} centred>
      <div className="operator-pin">
        <div className="operator-pin__words">
          <KeyRound aria-hidden />
          <h2>{question}</h2>
          <p>{hint}</p>
          {message}
        </div>
        <NumberPad
          label={fieldLabel}
          value={pin}
          onChange={onPin}
          onEnter={onEnter}
          enterLabel={enterLabel}
          maxLength={MAX_PIN_LENGTH}
          secret
          busy={busy}
          initialFocus="pad"
        />
      </div>
    </Screen>
  );
}

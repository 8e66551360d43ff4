import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import './stepper.css';

export interface StepperProps {
  readonly label: string;
  readonly value: string;
  readonly less: string;
  readonly more: string;
  readonly onLess: () => void;
  readonly onMore: () => void;
  readonly focusKey: string;
  readonly initialFocus?: boolean;
}

/** A value that is stepped up and down by two buttons: a day, a time, a number. Works without a keyboard. */
export function Stepper({ label, value, less, more, onLess, onMore, focusKey, initialFocus = false }: StepperProps): ReactNode {
  return (
    <div className="stepper" role="group" aria-label={label} data-focus-group>
      <span className="stepper__label">{label}</span>
      <Button icon={Minus} focusKey={`${focusKey}-less`} onPress={onLess}>
        {less}
      </Button>
      <output className="stepper__value">{value}</output>
      <Button icon={Plus} focusKey={`${focusKey}-more`} initialFocus={initialFocus} onPress={onMore}>
        {more}
      </Button>
    </div>
  );
}

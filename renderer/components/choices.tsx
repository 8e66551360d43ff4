import { Check } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '../i18n/use-format.ts';
import { Button } from './button.tsx';
import './choices.css';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** How many things one finds under it. */
  readonly count?: number;
}

export interface ChoicesProps<V extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly options: readonly Choice<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** A row of which one is chosen, e.g. a filter. The chosen one bears a tick besides its colour. */
export function Choices<V extends string>({ label, options, value, onChange }: ChoicesProps<V>): ReactNode {
  const format = useFormat();
  return (
    <div className="choices" role="group" aria-label={label} data-focus-group>
      {options.map((option) => {
        const chosen = option.value === value;
        const icon = chosen ? Check : option.icon;
        return (
          <Button
            key={option.value}
            pressed={chosen}
            focusKey={`choice-${option.value}`}
            onPress={() => onChange(option.value)}
            {...(icon === undefined ? {} : { icon })}
          >
            {option.label}
            {option.count !== undefined && <span className="choices__count"> {format.number(option.count)}</span>}
          </Button>
        );
      })}
    </div>
  );
}

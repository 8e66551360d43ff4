import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { focusScope, isTextField } from '../navigation/focusable.ts';
import { digitsOf } from './digits.ts';
import { KeyPad } from './key-pad.tsx';
import './number-pad.css';

export interface NumberPadProps {
  readonly label: string;
  readonly value: string;
  /** Told the digits alone, whatever was typed. */
  readonly onChange: (digits: string) => void;
  readonly onEnter: () => void;
  readonly enterLabel: string;
  readonly maxLength: number;
  /** Shows dots, as for a PIN. */
  readonly secret?: boolean;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  /** Focus begins in the field (for a keyboard at hand) or on the pad (for a remote control). */
  readonly initialFocus?: 'field' | 'pad';
}

/**
 * A field for digits with keys below it. Digits typed on a keyboard land in it wherever the focus is, so that one can
 * type number after number without looking.
 */
export function NumberPad({
  label, value, onChange, onEnter, enterLabel, maxLength, secret = false, disabled = false, busy = false, initialFocus,
}: NumberPadProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!/^[0-9]$/.test(event.key) || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTextField(event.target)) return;
      const input = field.current;
      if (input === null || input.disabled || !focusScope(document).contains(input)) return;
      event.preventDefault();
      input.focus();
      latest.current.onChange((latest.current.value + event.key).slice(0, maxLength));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [maxLength]);

  return (
    <div className="number-pad">
      <label className="number-pad__label">
        <span>{label}</span>
        <input
          className="number-pad__field"
          ref={field}
          type={secret ? 'password' : 'text'}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          disabled={disabled}
          {...(initialFocus === 'field' ? { 'data-initial-focus': '' } : {})}
          onChange={(event) => onChange(digitsOf(event.target.value).slice(0, maxLength))}
          onKeyDown={(event) => event.key === 'Enter' && onEnter()}
        />
      </label>
      <KeyPad
        layout="digits"
        label={label}
        disabled={disabled}
        initialFocus={initialFocus === 'pad'}
        onKey={(digit) => onChange((value + digit).slice(0, maxLength))}
        onErase={() => onChange(value.slice(0, -1))}
        enter={{ label: enterLabel, onPress: onEnter, busy }}
      />
    </div>
  );
}

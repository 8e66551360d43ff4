import type { ReactNode } from 'react';
import { Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';
import { focusMarks } from './button.tsx';
import './text-field.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  readonly maxLength?: number;
  readonly initialFocus?: boolean;
  readonly focusKey?: string;
}

/** A line of text with its question above it. Up and down leave it, Enter goes on. */
export function TextField({
  label, value, onChange, onEnter, hint, placeholder, invalid = false, maxLength, initialFocus = false, focusKey,
}: TextFieldProps): ReactNode {
  return (
    <AriaTextField
      className="text-field"
      value={value}
      onChange={onChange}
      isInvalid={invalid}
      {...(maxLength === undefined ? {} : { maxLength })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') {
          event.continuePropagation();
          return;
        }
        // Enter that ends the writing of a Chinese word does not go on; one that does is not pressed on what comes next as well.
        if (event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEnter?.();
      }}
    >
      <Label className="text-field__label">{label}</Label>
      <Input
        className="text-field__input"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...focusMarks(initialFocus, focusKey)}
      />
      {hint !== undefined && (
        <Text slot="description" className="text-field__hint">
          {hint}
        </Text>
      )}
    </AriaTextField>
  );
}

import { useId } from 'react';
import type { InputHTMLAttributes } from 'react';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string;
  /** Why the value cannot be taken; null or absent when it can. */
  readonly fault?: string | null;
}

/** A labelled input with a hint, and with its fault when there is one. */
export function Field({ label, hint, fault, ...input }: FieldProps) {
  const id = useId();
  const said = fault ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} {...input} aria-invalid={fault ? true : undefined} aria-describedby={said ? `${id}-said` : undefined} />
      {said && (
        <p id={`${id}-said`} className={fault ? 'fault' : 'hint'}>
          {said}
        </p>
      )}
    </div>
  );
}

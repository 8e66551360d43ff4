import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyPad } from '../../components/key-pad.tsx';
import { GROUP_LENGTH, nextGroup, withGroup, withoutLast } from './code-groups.ts';
import type { CodeGroups } from './code-groups.ts';
import './code-field.css';

export interface CodeFieldProps {
  readonly code: CodeGroups;
  readonly onChange: (code: CodeGroups) => void;
  readonly onEnter: () => void;
}

/** The enrolment code in the groups in which it is printed, typed, pasted, or picked on the keys below. */
export function CodeField({ code, onChange, onEnter }: CodeFieldProps): ReactNode {
  const { t } = useTranslation('enrolment');
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  const [current, setCurrent] = useState(0);

  const change = (index: number, typed: string): void => {
    const next = withGroup(code, index, typed);
    onChange(next);
    if ((next[index] ?? '').length === GROUP_LENGTH && typed.length >= (code[index] ?? '').length) fields.current[nextGroup(next, index)]?.focus();
  };
  const press = (key: string): void => {
    const index = nextGroup(code, current);
    const next = withGroup(code, index, (code[index] ?? '') + key);
    onChange(next);
    setCurrent(nextGroup(next, index));
  };
  const erase = (from: number): number => {
    const shorter = withoutLast(code, from);
    onChange(shorter.code);
    setCurrent(shorter.group);
    return shorter.group;
  };

  return (
    <div className="code-field">
      <div className="code-field__groups" role="group" aria-label={t('code')} data-focus-group>
        {code.map((group, index) => (
          <input
            key={index}
            ref={(element) => {
              fields.current[index] = element;
            }}
            className={index === current ? 'code-field__group code-field__group--current' : 'code-field__group'}
            aria-label={t('group', { place: index + 1 })}
            value={group}
            autoComplete="off"
            spellCheck={false}
            {...(index === 0 ? { 'data-initial-focus': '' } : {})}
            onFocus={(event) => {
              event.target.select();
              setCurrent(index);
            }}
            onChange={(event) => change(index, event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onEnter();
              if (event.key !== 'Backspace' || group !== '' || index === 0) return;
              event.preventDefault();
              fields.current[erase(index - 1)]?.focus();
            }}
          />
        ))}
      </div>
      <KeyPad layout="code" label={t('keys')} onKey={press} onErase={() => void erase(current)} />
    </div>
  );
}

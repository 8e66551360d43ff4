import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';

export interface LetterRowProps {
  /** The letters under which there is somebody. */
  readonly letters: readonly string[];
  /** What was touched or typed, e.g. `W` or `WX`; empty for everybody. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Narrows the names down to those that begin with a letter of their pinyin. */
export function LetterRow({ letters, value, onChange }: LetterRowProps): ReactNode {
  const { t } = useTranslation('group');
  return (
    <div className="letter-row" role="group" aria-label={t('checkIn.letters')} data-focus-group>
      <Button pressed={value === ''} focusKey="letter-all" onPress={() => onChange('')}>
        {t('checkIn.everybody')}
      </Button>
      {letters.map((letter) => (
        <Button key={letter} pressed={value === letter} focusKey={`letter-${letter}`} onPress={() => onChange(value === letter ? '' : letter)}>
          {letter}
        </Button>
      ))}
      {value.length > 1 && (
        <Button icon={X} pressed focusKey="letter-typed" label={t('checkIn.clearTyped', { typed: value })} onPress={() => onChange('')}>
          {value}
        </Button>
      )}
    </div>
  );
}

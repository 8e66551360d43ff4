import { Delete } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import './key-pad.css';

/** What each layout offers, in reading order. `code`: Crockford's base 32, as enrolment codes are written. */
const layouts = {
  digits: '123456789',
  letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  code: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
} as const;

export interface KeyPadProps {
  readonly layout: keyof typeof layouts;
  readonly label: string;
  readonly onKey: (key: string) => void;
  readonly onErase: () => void;
  /** With it there is a key that goes on, and this is its word. */
  readonly enter?: { readonly label: string; readonly onPress: () => void; readonly busy?: boolean };
  readonly disabled?: boolean;
  /** Focus begins on the first key. */
  readonly initialFocus?: boolean;
}

/** Keys on the screen, for whoever has only a remote control or a mouse. */
export function KeyPad({ layout, label, onKey, onErase, enter, disabled = false, initialFocus = false }: KeyPadProps): ReactNode {
  const { t } = useTranslation();
  const key = (character: string, first = false): ReactNode => (
    <Button key={character} onPress={() => onKey(character)} disabled={disabled} focusKey={`key-${character}`} initialFocus={first && initialFocus}>
      {character}
    </Button>
  );
  const erase = (
    <Button className="key-pad__word" icon={Delete} onPress={onErase} disabled={disabled} focusKey="key-erase" label={t('keys.eraseOne')}>
      {t('keys.erase')}
    </Button>
  );
  const go = enter !== undefined && (
    <Button className="key-pad__word" variant="primary" onPress={enter.onPress} disabled={disabled} busy={enter.busy ?? false} focusKey="key-enter">
      {enter.label}
    </Button>
  );
  return (
    <div className={`key-pad key-pad--${layout}`} role="group" aria-label={label} data-focus-group>
      {Array.from(layouts[layout]).map((character, index) => key(character, index === 0))}
      {layout === 'digits' ? (
        <>
          {erase}
          {key('0')}
          {go}
        </>
      ) : (
        <>
          {erase}
          {go}
        </>
      )}
    </div>
  );
}

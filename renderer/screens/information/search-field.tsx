import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { focusMarks } from '../../components/button.tsx';

export interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
  readonly maxLength: number;
}

/** Where one types what one looks for. Enter that ends the writing of a Chinese word does not yet search. */
export function SearchField({ label, placeholder, value, onChange, onEnter, maxLength }: SearchFieldProps): ReactNode {
  return (
    <label className="search-field">
      <Search aria-hidden />
      <span className="visually-hidden">{label}</span>
      <input
        className="search-field__input"
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={maxLength}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter();
        }}
        {...focusMarks(true, 'query')}
      />
    </label>
  );
}

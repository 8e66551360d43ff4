import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyPad } from '../../../components/key-pad.tsx';
import { TextField } from '../../../components/text-field.tsx';

export interface SearchPanelProps {
  readonly query: string;
  readonly onChange: (query: string) => void;
  readonly found: number;
  /** Where focus goes when it appears: into the field when somebody types already; null leaves it where it is. */
  readonly focus: 'keys' | 'field' | null;
}

const MAX_LENGTH = 40;

/** What one looks for: typed into the field, or its initials touched on the keys below. */
export function SearchPanel({ query, onChange, found, focus }: SearchPanelProps): ReactNode {
  const { t } = useTranslation('programs');
  const panel = useRef<HTMLDivElement>(null);
  const atFirst = useRef(focus);
  useEffect(() => {
    if (atFirst.current === null) return;
    panel.current?.querySelector<HTMLElement>(atFirst.current === 'field' ? 'input' : '.key-pad button')?.focus();
  }, []);
  const toFirstFound = (): void => {
    document.querySelector<HTMLElement>('.virtual-grid button')?.focus();
  };
  return (
    <div className="finder__panel" ref={panel}>
      <p className="finder__found" role="status">
        {query !== '' && t('find.found', { count: found })}
      </p>
      <TextField label={t('find.label')} placeholder={t('find.hint')} value={query} onChange={onChange} onEnter={toFirstFound} maxLength={MAX_LENGTH} focusKey="query" />
      <KeyPad
        layout="letters"
        label={t('find.letters')}
        onKey={(letter) => onChange((query + letter).slice(0, MAX_LENGTH))}
        onErase={() => onChange(query.slice(0, -1))}
      />
    </div>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';

/** As many as stand legibly in one row. */
const MOST_SHOWN = 5;

export interface SuggestionsProps {
  readonly suggestions: readonly string[];
  readonly onTake: (suggestion: string) => void;
}

/** What one may be about to type, in one row below the field: each is a press away, and finds something. */
export function Suggestions({ suggestions, onTake }: SuggestionsProps): ReactNode {
  const { t } = useTranslation('information');
  if (suggestions.length === 0) return null;
  return (
    <div className="information__suggestions" role="group" aria-label={t('search.suggestions')} data-focus-group>
      {suggestions.slice(0, MOST_SHOWN).map((suggestion) => (
        <Button key={suggestion} variant="quiet" className="information__suggestion" focusKey={`suggestion-${suggestion}`} onPress={() => onTake(suggestion)}>
          {suggestion}
        </Button>
      ))}
    </div>
  );
}

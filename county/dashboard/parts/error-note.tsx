import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../api.ts';
import { refusalText } from './refusal-text.ts';

/** What went wrong, and the way to try again. */
export function ErrorNote({ refusal, onTryAgain }: { readonly refusal: Refusal; readonly onTryAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="note note-error" role="alert">
      <TriangleAlert aria-hidden />
      <p>{refusalText(t, refusal)}</p>
      <button type="button" onClick={onTryAgain}>
        {t('tryAgain')}
      </button>
    </div>
  );
}

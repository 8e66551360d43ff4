import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from './error-note.tsx';
import type { AnswerState } from './use-answer.ts';

interface PageFrameProps<T> {
  readonly state: AnswerState<T>;
  readonly onSignedOut: () => void;
  /** Shown whether or not there is an answer. */
  readonly above?: ReactNode;
  readonly children: (answer: T) => ReactNode;
}

/** A page that shows one answer of the county: says that it loads, what went wrong, and fades what is out of date. */
export function PageFrame<T>({ state: { answer, loading, refusal, tryAgain }, onSignedOut, above, children }: PageFrameProps<T>) {
  const { t } = useTranslation();
  useEffect(() => {
    if (refusal?.kind === 'unauthorized') onSignedOut();
  }, [refusal, onSignedOut]);
  return (
    <main className="page" aria-busy={loading}>
      {above}
      {refusal !== null && !loading && <ErrorNote refusal={refusal} onTryAgain={tryAgain} />}
      {answer === null && loading && (
        <p className="quiet" role="status">
          {t('loading')}
        </p>
      )}
      {answer !== null && <div className={loading ? 'answer answer-old' : 'answer'}>{children(answer)}</div>}
    </main>
  );
}

import { useEffect, useState } from 'react';
import type { Refusal } from '../api.ts';
import { refusalOf } from './refusal-text.ts';

export interface AnswerState<T> {
  /** The last one that came. */
  readonly answer: T | null;
  readonly loading: boolean;
  readonly refusal: Refusal | null;
  readonly tryAgain: () => void;
}

/** The answer to a question, asked anew when `question` changes; null asks nothing. `ask` must not change with each call: it is a function of a module. */
export function useAnswer<Q extends string, T>(question: Q | null, ask: (question: Q, signal: AbortSignal) => Promise<T>): AnswerState<T> {
  const [state, setState] = useState<{ readonly asked: string; readonly answer: T | null; readonly refusal: Refusal | null }>({ asked: '', answer: null, refusal: null });
  const [attempt, setAttempt] = useState(0);
  const asked = `${attempt} ${question ?? ''}`;

  useEffect(() => {
    if (question === null) return;
    const abort = new AbortController();
    ask(question, abort.signal).then(
      (answer) => setState({ asked, answer, refusal: null }),
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ asked, answer: null, refusal: refusalOf(error) });
      },
    );
    return () => abort.abort();
  }, [ask, asked, question]);

  return { answer: state.answer, loading: question !== null && state.asked !== asked, refusal: state.refusal, tryAgain: () => setAttempt(attempt + 1) };
}

import { useEffect, useState } from 'react';
import type { Summary, SummaryQuery } from '../../../contract/http.ts';
import { askSummary } from '../api.ts';
import type { Refusal } from '../api.ts';
import { refusalOf } from '../parts/refusal-text.ts';

export interface SummaryState {
  /** The last one that came; older than the question while `loading`. */
  readonly summary: Summary | null;
  readonly loading: boolean;
  readonly refusal: Refusal | null;
  readonly tryAgain: () => void;
}

/** The summary that answers a question; asked anew when the question changes. Null asks nothing. */
export function useSummary(query: SummaryQuery | null): SummaryState {
  const [summary, setSummary] = useState<Summary | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  const question = query === null ? null : `${attempt} ${JSON.stringify(query)}`;

  useEffect(() => {
    if (question === null) return;
    const abort = new AbortController();
    askSummary(JSON.parse(question.slice(question.indexOf(' '))) as SummaryQuery, abort.signal).then(
      (answer) => {
        setSummary(answer);
        setRefusal(null);
        setAnswered(question);
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setRefusal(refusalOf(error));
        setAnswered(question);
      },
    );
    return () => abort.abort();
  }, [question]);

  return { summary, loading: question !== null && answered !== question, refusal, tryAgain: () => setAttempt(attempt + 1) };
}

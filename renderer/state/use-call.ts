import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallArguments, CallName, CallResult } from '../../contract/ipc/calls.ts';
import type { Problem, Result } from '../../contract/problem.ts';
import { useTerminal } from './terminal.tsx';

export interface Call<N extends CallName> {
  /** Asks the main process. A refusal is also kept in `problem` until the next try. */
  readonly run: (args: CallArguments<N>) => Promise<Result<CallResult<N>>>;
  readonly busy: boolean;
  /** Why the last try failed; show it with `ProblemMessage`. */
  readonly problem: Problem | null;
  readonly clearProblem: () => void;
}

/** One call to the main process with its state of being under way or refused. */
export function useCall<N extends CallName>(name: N): Call<N> {
  const { api } = useTerminal();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(0);
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(
    async (args: CallArguments<N>): Promise<Result<CallResult<N>>> => {
      latest.current += 1;
      const turn = latest.current;
      setBusy(true);
      setProblem(null);
      const result = await api.call(name, args).catch((error: unknown): Result<CallResult<N>> => {
        console.error(`call ${name} was not answered`, error);
        return { ok: false, problem: { code: 'internal', data: { reference: name } } };
      });
      if (mounted.current && latest.current === turn) {
        setBusy(false);
        setProblem(result.ok ? null : result.problem);
      }
      return result;
    },
    [api, name],
  );
  const clearProblem = useCallback(() => {
    setProblem(null);
  }, []);
  return { run, busy, problem, clearProblem };
}

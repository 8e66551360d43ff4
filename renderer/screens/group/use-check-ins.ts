import { useCallback, useRef, useState } from 'react';
import type { Problem } from '../../../contract/problem.ts';
import type { MemberCopy } from '../../../contract/usage/event.ts';
import { playTone } from '../../components/sound.ts';
import { useCall } from '../../state/use-call.ts';

/** What came of the last check-in. */
export type CheckInOutcome =
  | { readonly kind: 'done' | 'already'; readonly member: MemberCopy }
  | { readonly kind: 'problem'; readonly problem: Problem };

export interface CheckIns {
  readonly checkIn: (number: string) => Promise<void>;
  readonly last: CheckInOutcome | null;
  /** The refusal has been seen: the next number is being typed. */
  readonly clearProblem: () => void;
}

/** Checks people in as fast as they come, and tells each by sight and sound. */
export function useCheckIns(): CheckIns {
  const { run } = useCall('group.checkIn');
  const [last, setLast] = useState<CheckInOutcome | null>(null);
  const newest = useRef(0);
  const checkIn = useCallback(
    async (number: string) => {
      newest.current += 1;
      const turn = newest.current;
      const result = await run({ number });
      playTone(result.ok ? 'confirm' : 'refuse');
      // A refusal is shown even when the next number is already under way: somebody must look.
      if (result.ok && newest.current !== turn) return;
      setLast(result.ok ? { kind: result.value.already ? 'already' : 'done', member: result.value.member } : { kind: 'problem', problem: result.problem });
    },
    [run],
  );
  const clearProblem = useCallback(() => setLast((before) => (before?.kind === 'problem' ? null : before)), []);
  return { checkIn, last, clearProblem };
}

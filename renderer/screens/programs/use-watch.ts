import { useCallback } from 'react';
import type { Problem } from '../../../contract/problem.ts';
import type { ProgramId } from '../../../contract/programs/program.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';

export interface Watch {
  /** Starts a self-viewing for whoever is signed in and opens it; `instead`: in the place of the present screen. */
  readonly start: (program: ProgramId, instead?: 'instead') => Promise<void>;
  readonly busy: boolean;
  readonly problem: Problem | null;
}

export function useWatch(): Watch {
  const { go, replace } = useNavigation();
  const { run, busy, problem } = useCall('self.start');
  const start = useCallback(
    async (program: ProgramId, instead?: 'instead') => {
      const result = await run({ program });
      if (!result.ok) return;
      const open = instead === undefined ? go : replace;
      open('watch', { program, ...result.value });
    },
    [go, replace, run],
  );
  return { start, busy, problem };
}

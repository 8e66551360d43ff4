import { useCallback } from 'react';
import type { ProgramId } from '../../../contract/programs/program.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { useWatch } from '../programs/use-watch.ts';

/** Plays a program from an item, and records that the item led to it. Who is not signed in is asked first who watches. */
export function useWatchFromItem(opening: string): { readonly watch: (program: ProgramId) => Promise<void>; readonly busy: boolean; readonly problem: Problem | null } {
  const { go } = useNavigation();
  const { member } = useTopic('app');
  const led = useCall('information.watch');
  const { start, busy, problem } = useWatch();
  const { run } = led;
  const watch = useCallback(
    async (program: ProgramId) => {
      const recorded = await run({ opening, program });
      if (!recorded.ok) return;
      if (member === null) go('sign-in', { thenPlay: program });
      else await start(program);
    },
    [go, member, opening, run, start],
  );
  return { watch, busy: busy || led.busy, problem: led.problem ?? problem };
}

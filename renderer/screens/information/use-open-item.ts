import { useCallback } from 'react';
import type { Problem } from '../../../contract/problem.ts';
import type { SearchId } from '../../../contract/usage/event.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';

export interface OpenItem {
  /** Opens an item, which records it, and shows it. `search` names the counted search that led to it. */
  readonly open: (item: string, search: SearchId | null) => Promise<void>;
  readonly problem: Problem | null;
}

export function useOpenItem(): OpenItem {
  const { go } = useNavigation();
  const { run, problem } = useCall('information.open');
  const open = useCallback(
    async (item: string, search: SearchId | null) => {
      const result = await run({ item, search });
      if (result.ok) go('information-item', result.value);
    },
    [go, run],
  );
  return { open, problem };
}

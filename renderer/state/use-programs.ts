import type { ProgramView } from '../../contract/ipc/topics.ts';
import { createJoin } from './join-programs.ts';
import type { JoinPrograms } from './join-programs.ts';
import { useTerminal } from './terminal.tsx';
import type { TopicStores } from './topic-store.ts';
import { useTopicPart } from './use-topic-part.ts';
import { useTopic } from './use-topic.ts';

/** All screens share one join, so that a program is the same object in each of them. */
const joins = new WeakMap<TopicStores, JoinPrograms>();

/** The programs of the catalogue with their states, in its order; each keeps its identity until it changes. */
export function usePrograms(): readonly ProgramView[] {
  const { stores } = useTerminal();
  const descriptions = useTopic('programs');
  const holdings = useTopic('holdings');
  const online = useTopicPart('status', ({ line }) => line === 'online');
  let join = joins.get(stores);
  if (join === undefined) {
    join = createJoin();
    joins.set(stores, join);
  }
  return join({ descriptions, holdings, online });
}

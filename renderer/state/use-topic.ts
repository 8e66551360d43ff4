import { use, useSyncExternalStore } from 'react';
import type { Topic, TopicValue } from '../../contract/ipc/topics.ts';
import { useTerminal } from './terminal.tsx';

/** The present value of a topic, kept up to date. Suspends until the main process has told it once. */
export function useTopic<T extends Topic>(topic: T): TopicValue<T> {
  const store = useTerminal().stores(topic);
  const value = useSyncExternalStore(store.subscribe, store.value);
  use(store.ready);
  // Once `ready` has resolved there is a value; `null` may be one.
  return (value === undefined ? store.value() : value) as TopicValue<T>;
}

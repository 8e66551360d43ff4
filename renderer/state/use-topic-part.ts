import { use, useSyncExternalStore } from 'react';
import type { Topic, TopicValue } from '../../contract/ipc/topics.ts';
import { useTerminal } from './terminal.tsx';

/** A plain part of a topic, such as one word of it: what else changes in the topic draws nothing anew. Suspends as `useTopic`. */
export function useTopicPart<T extends Topic, P extends string | number | boolean | null>(topic: T, part: (value: TopicValue<T>) => P): P {
  const store = useTerminal().stores(topic);
  const read = (): P | undefined => {
    const value = store.value();
    return value === undefined ? undefined : part(value);
  };
  const told = useSyncExternalStore(store.subscribe, read);
  use(store.ready);
  return told === undefined ? part(store.value() as TopicValue<T>) : told;
}

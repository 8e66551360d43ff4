import type { TerminalApi } from '../../contract/ipc/api.ts';
import type { Topic, TopicValue } from '../../contract/ipc/topics.ts';

/** Keeps the newest value of one topic. */
export interface TopicStore<T extends Topic> {
  /** Resolves with the first value; rejects when the main process cannot be read. */
  readonly ready: Promise<unknown>;
  /** The newest value; undefined until `ready`. */
  readonly value: () => TopicValue<T> | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

export type TopicStores = <T extends Topic>(topic: T) => TopicStore<T>;

/** One store a topic, opened when it is first asked for and kept as long as the page lives. */
export function createTopicStores(api: TerminalApi): TopicStores {
  const stores = new Map<Topic, unknown>();
  return <T extends Topic>(topic: T): TopicStore<T> => {
    const known = stores.get(topic) as TopicStore<T> | undefined;
    if (known !== undefined) return known;
    const store = openStore(api, topic);
    stores.set(topic, store);
    return store;
  };
}

function openStore<T extends Topic>(api: TerminalApi, topic: T): TopicStore<T> {
  let value: TopicValue<T> | undefined;
  let told = false;
  const listeners = new Set<() => void>();
  // Subscribed before reading: a value sent in between is newer than the one read, and stays.
  api.subscribe(topic, (next) => {
    told = true;
    value = next;
    for (const listener of listeners) listener();
  });
  const ready = api.read(topic).then((first) => {
    if (told) return;
    told = true;
    value = first;
    for (const listener of listeners) listener();
  });
  return {
    ready,
    value: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

import { describe, expect, it } from 'vitest';
import type { TerminalApi } from '../../../../contract/ipc/api.ts';
import type { Topic } from '../../../../contract/ipc/topics.ts';
import { createTopicStores } from '../../../../renderer/state/topic-store.ts';

/** A main process whose reads answer when told to. */
function mainProcess(): {
  readonly api: TerminalApi;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: Error) => void;
  readonly tell: (value: unknown) => void;
  readonly reads: Topic[];
} {
  const reads: Topic[] = [];
  let answer: (value: unknown) => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const reading = new Promise<unknown>((resolve, reject) => {
    answer = resolve;
    refuse = reject;
  });
  let listener: ((value: never) => void) | null = null;
  const api: TerminalApi = {
    call: () => Promise.reject(new Error('not asked for')),
    read: (topic) => {
      reads.push(topic);
      return reading as never;
    },
    subscribe: (_topic, callback) => {
      listener = callback;
      return () => undefined;
    },
  };
  return { api, answer, refuse, tell: (value) => listener?.(value as never), reads };
}

describe('a topic', () => {
  it('has no value until the main process has told one', async () => {
    const main = mainProcess();
    const store = createTopicStores(main.api)('roster');
    expect(store.value()).toBeUndefined();
    main.answer([]);
    await store.ready;
    expect(store.value()).toEqual([]);
  });

  it('takes every value that is told later, and tells whoever listens until they stop', async () => {
    const main = mainProcess();
    const store = createTopicStores(main.api)('roster');
    main.answer([]);
    await store.ready;
    let heard = 0;
    const stop = store.subscribe(() => {
      heard += 1;
    });
    main.tell(['one']);
    stop();
    main.tell(['two']);
    expect(heard).toBe(1);
    expect(store.value()).toEqual(['two']);
  });

  it('keeps a value that was told while the first one was being read: it is newer', async () => {
    const main = mainProcess();
    const store = createTopicStores(main.api)('group');
    main.tell('newer');
    main.answer(null);
    await store.ready;
    expect(store.value()).toBe('newer');
  });

  it('takes null for a value', async () => {
    const main = mainProcess();
    const store = createTopicStores(main.api)('group');
    main.answer(null);
    await store.ready;
    expect(store.value()).toBeNull();
  });

  it('is read once, however many screens ask for it', () => {
    const main = mainProcess();
    const stores = createTopicStores(main.api);
    expect(stores('status')).toBe(stores('status'));
    expect(main.reads).toEqual(['status']);
  });

  it('fails openly when the main process does not answer', async () => {
    const main = mainProcess();
    const store = createTopicStores(main.api)('app');
    main.refuse(new Error('gone'));
    await expect(store.ready).rejects.toThrow('gone');
  });
});

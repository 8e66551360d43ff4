import type { Result } from '../problem.ts';
import type { CallArguments, CallName, CallResult } from './calls.ts';
import type { Topic, TopicValue } from './topics.ts';

/** What preload puts on `window.terminal`. */
export interface TerminalApi {
  /** Asks the main process to do something. Never rejects for a problem a person can cause. */
  call<N extends CallName>(name: N, args: CallArguments<N>): Promise<Result<CallResult<N>>>;
  /** The present value of a topic. */
  read<T extends Topic>(topic: T): Promise<TopicValue<T>>;
  /** Calls back with every new value of a topic; returns the end of it. */
  subscribe<T extends Topic>(topic: T, listener: (value: TopicValue<T>) => void): () => void;
}

/** Electron channels under which the three members travel. */
export const ipcChannels = { call: 'terminal:call', read: 'terminal:read', changed: 'terminal:changed' } as const;

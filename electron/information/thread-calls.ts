import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';

/** A call from one thread to another, and what comes back; both ends are ours. */
export interface ThreadCall {
  readonly call: number;
  readonly name: string;
  readonly args: readonly unknown[];
}
export type ThreadAnswer =
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly problem: Problem }
  | { readonly answer: number; readonly fault: unknown };
/** Something that the other thread tells of itself. */
export interface ThreadNews {
  readonly news: string;
  readonly value: unknown;
}

/** The near end: calls by name, answers as promises. Problems arrive as the errors they were. */
export function createThreadCaller(post: (call: ThreadCall, transfer: readonly ArrayBuffer[]) => void) {
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }>();
  let last = 0;
  return {
    call: <T>(name: string, args: readonly unknown[], transfer: readonly ArrayBuffer[] = []): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve: (value) => resolve(value as T), reject });
        post({ call: last, name, args }, transfer);
      }),
    take: (message: ThreadAnswer): void => {
      const asked = waiting.get(message.answer);
      waiting.delete(message.answer);
      if ('problem' in message) asked?.reject(new ProblemError(message.problem));
      else if ('fault' in message) asked?.reject(message.fault);
      else asked?.resolve(message.value);
    },
    /** The other thread has ended: nobody waits for it any more. */
    end: (error: unknown): void => {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

/** The far end: answers one call. */
export async function answerCall({ call, name, args }: ThreadCall, handlers: Readonly<Record<string, (...args: never[]) => unknown>>): Promise<ThreadAnswer> {
  try {
    const handler = handlers[name] as ((...args: readonly unknown[]) => unknown) | undefined;
    if (handler === undefined) throw new Error(`the thread has no ${name}`);
    return { answer: call, value: await handler(...args) };
  } catch (error) {
    return error instanceof ProblemError ? { answer: call, problem: error.problem } : { answer: call, fault: error };
  }
}

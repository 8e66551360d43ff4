import { createListeners } from './listeners.ts';

/** Waits that can be cut short: by `wake`, which asks to go on at once, and by the signal, which asks to stop. */
export interface Pause {
  /** Resolves after `ms`, or at once when woken before or meanwhile, or when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ends the present wait, or the next one if there is none. */
  readonly wake: () => void;
}

export function createPause(): Pause {
  const woken = createListeners();
  let pending = false;
  return {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (pending || signal.aborted) {
          pending = false;
          resolve();
          return;
        }
        const end = (): void => {
          clearTimeout(timer);
          stopListening();
          signal.removeEventListener('abort', end);
          pending = false;
          resolve();
        };
        const timer = setTimeout(end, Math.min(ms, 2 ** 31 - 1));
        const stopListening = woken.add(end);
        signal.addEventListener('abort', end, { once: true });
      }),
    wake: () => {
      pending = true;
      woken.tell();
    },
  };
}

/** The wait after so many failures in a row, doubling from `firstMs` up to `mostMs`. */
export function backoffMs(failures: number, firstMs: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
}

/** A wait made up to a tenth shorter or longer, so that terminals that came on together do not call together. */
export function jittered(ms: number, random: () => number = Math.random): number {
  return Math.round(ms * (0.9 + 0.2 * random()));
}

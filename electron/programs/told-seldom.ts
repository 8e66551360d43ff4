/** Tells of what changes all the time, at most once in so many milliseconds, and of the last change for certain. */
export interface SeldomTold {
  readonly changed: () => void;
  readonly end: () => void;
}

export function toldSeldom(everyMs: number, tell: () => void): SeldomTold {
  let toldMs = -Infinity;
  let waiting: NodeJS.Timeout | null = null;
  return {
    changed: () => {
      if (waiting !== null) return;
      waiting = setTimeout(() => {
        waiting = null;
        toldMs = performance.now();
        tell();
      }, Math.max(0, toldMs + everyMs - performance.now()));
    },
    end: () => {
      if (waiting !== null) clearTimeout(waiting);
    },
  };
}

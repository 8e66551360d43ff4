/** Those who want to hear of a change. */
export interface Listeners<T> {
  /** Adds a listener; returns the end of it. */
  readonly add: (listener: (value: T) => void) => () => void;
  readonly tell: (value: T) => void;
}

export function createListeners<T = void>(): Listeners<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    add: (listener) => {
      const own = (value: T): void => listener(value); // The same function may be added twice.
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    tell: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
  };
}

/** Holds a flow of bytes to a rate that may change at any time. */
export interface TokenBucket {
  /** Resolves when so many bytes may go, or when the signal is aborted. Those who wait go in the order in which they came. */
  readonly take: (bytes: number, signal: AbortSignal) => Promise<void>;
}

/** How long a flow may have rested and still be made up for. */
const BURST_MS = 250;

export function createTokenBucket(bytesPerSecond: () => number | null, nowMs: () => number): TokenBucket {
  /** When everything that was let go so far is paid for. */
  let paidAtMs = -Infinity;
  return {
    take: (bytes, signal) => {
      const rate = bytesPerSecond();
      if (rate === null) return Promise.resolve();
      const now = nowMs();
      paidAtMs = Math.max(paidAtMs, now - BURST_MS) + (bytes * 1000) / rate;
      return wait(paidAtMs - now, signal);
    },
  };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}

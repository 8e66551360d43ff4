import { useCallback, useEffect, useState } from 'react';

export interface Countdown {
  /** Whole seconds that remain, rounded up; 0 when nothing is to be waited for. */
  readonly seconds: number;
  readonly start: (waitMs: number) => void;
}

/** Counts down by the time since the page was loaded, so a corrected clock neither shortens nor prolongs a wait. */
export function useCountdown(): Countdown {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until <= now) return undefined;
    const leftMs = until - performance.now();
    const timer = setTimeout(() => setNow(performance.now()), Math.max(0, leftMs % 1000 || Math.min(leftMs, 1000)));
    return () => clearTimeout(timer);
  }, [until, now]);
  const start = useCallback((waitMs: number) => {
    setNow(performance.now());
    setUntil(performance.now() + waitMs);
  }, []);
  return { seconds: Math.max(0, Math.ceil((until - now) / 1000)), start };
}

import { useCallback, useEffect, useRef, useState } from 'react';

export interface Idle {
  /** Whole seconds until `onIdle`, when that is near; null before. */
  readonly secondsLeft: number | null;
  /** Counts as a touch. */
  readonly touch: () => void;
}

/** How long before its end one is warned. */
export const NOTICE_SECONDS = 20;

/** Calls `onIdle` once after `afterMs` without a key, a move or a touch, and counts the last seconds down; null switches it off. */
export function useIdle(afterMs: number | null, onIdle: () => void): Idle {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const begin = useCallback(() => {
    clearTimeout(timer.current);
    if (afterMs === null) return;
    const endsAt = performance.now() + afterMs;
    const countDown = (): void => {
      const leftMs = endsAt - performance.now();
      if (leftMs <= 0) {
        setSecondsLeft(null);
        latest.current();
        return;
      }
      setSecondsLeft(Math.ceil(leftMs / 1000));
      timer.current = setTimeout(countDown, leftMs % 1000 || 1000);
    };
    timer.current = setTimeout(countDown, Math.max(0, afterMs - NOTICE_SECONDS * 1000));
  }, [afterMs]);
  const touch = useCallback(() => {
    setSecondsLeft(null);
    begin();
  }, [begin]);
  useEffect(() => {
    begin();
    const signs = ['keydown', 'pointermove', 'pointerdown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { capture: true, passive: true });
    return () => {
      clearTimeout(timer.current);
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
    };
  }, [begin, touch]);
  return { secondsLeft: afterMs === null ? null : secondsLeft, touch };
}

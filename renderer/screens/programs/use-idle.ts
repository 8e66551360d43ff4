import { useCallback, useEffect, useRef } from 'react';

/**
 * Calls `onIdle` once after `afterMs` without a key, a move or a touch; null switches it off. Returns a function that
 * counts as a touch.
 */
export function useIdle(afterMs: number | null, onIdle: () => void): () => void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const begin = useCallback(() => {
    clearTimeout(timer.current);
    if (afterMs !== null) timer.current = setTimeout(() => latest.current(), afterMs);
  }, [afterMs]);
  useEffect(() => {
    begin();
    const signs = ['keydown', 'pointermove', 'pointerdown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, begin, { capture: true, passive: true });
    return () => {
      clearTimeout(timer.current);
      for (const sign of signs) window.removeEventListener(sign, begin, { capture: true });
    };
  }, [begin]);
  return begin;
}

import { useEffect } from 'react';
import { useTerminal } from '../../state/terminal.tsx';

/** Who has touched nothing for so long has gone. */
const GONE_AFTER_MS = 5 * 60_000;

/** Tells for how long an opened item was read, when its screen is left. */
export function useReadingTime(opening: string): void {
  const { api } = useTerminal();
  useEffect(() => {
    const beganMs = performance.now();
    let touchedMs = beganMs;
    const touch = (): void => {
      touchedMs = performance.now();
    };
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const kind of kinds) addEventListener(kind, touch, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) removeEventListener(kind, touch, { capture: true });
      const seconds = (Math.min(performance.now(), touchedMs + GONE_AFTER_MS) - beganMs) / 1000;
      // That it is not recorded must not keep anybody from going on; the main process has told it to the log.
      api.call('information.close', { opening, seconds }).catch(() => undefined);
    };
  }, [api, opening]);
}

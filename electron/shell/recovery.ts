/** What to do about screens that broke off. */
export type Recovery = 'same-screen' | 'home' | 'restart';

const WINDOW_MS = 2 * 60_000;

/**
 * Judges by the times at which the screens broke off, in milliseconds of a clock that only grows, the last one included. Once:
 * they come back where they were. Again within two minutes: that screen may be why, so they begin at home. More often: the
 * whole program begins anew.
 */
export function recoveryAfter(brokeOffMs: readonly number[], nowMs: number): Recovery {
  const lately = brokeOffMs.filter((at) => nowMs - at < WINDOW_MS).length;
  return lately <= 1 ? 'same-screen' : lately <= 3 ? 'home' : 'restart';
}

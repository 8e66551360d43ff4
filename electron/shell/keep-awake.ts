import { powerSaveBlocker } from 'electron';

const LOOK_EVERY_MS = 5_000;

/** Holds sleep and the screen saver off while somebody watches. Returns the end of it. */
export function keepAwakeWhile(watching: () => boolean): () => void {
  let held: number | null = null;
  const release = (): void => {
    if (held !== null) powerSaveBlocker.stop(held);
    held = null;
  };
  const timer = setInterval(() => {
    if (!watching()) release();
    else held ??= powerSaveBlocker.start('prevent-display-sleep');
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    release();
  };
}

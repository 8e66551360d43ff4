import { setImmediate } from 'node:timers/promises';

/** Called between small steps of long work: lets everything else run when this slice has taken `mostMs`. */
export type Breathe = () => Promise<void>;

/** Half of what the main thread may ever be held: a step may take as long again. */
const SLICE_MS = 8;

export function createSlices(mostMs = SLICE_MS): Breathe {
  let beganMs = performance.now();
  return async () => {
    if (performance.now() - beganMs < mostMs) return;
    await setImmediate();
    beganMs = performance.now();
  };
}

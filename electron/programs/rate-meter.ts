/** How many bytes came in the last seconds. */
export interface RateMeter {
  readonly add: (bytes: number) => void;
  /** Bytes a second over the last five seconds, or since the first byte when that is less long ago; null when none came. */
  readonly bytesPerSecond: () => number | null;
}

const SPAN_MS = 5000;
const STEP_MS = 250;
/** A rate over less than this says nothing. */
const LEAST_MS = 500;

export function createRateMeter(nowMs: () => number): RateMeter {
  let steps: { readonly atMs: number; bytes: number }[] = [];
  const trim = (now: number): void => {
    if (steps[0] !== undefined && steps[0].atMs < now - SPAN_MS) steps = steps.filter((step) => step.atMs >= now - SPAN_MS);
  };
  return {
    add: (bytes) => {
      const now = nowMs();
      const last = steps.at(-1);
      if (last !== undefined && now - last.atMs < STEP_MS) last.bytes += bytes;
      else steps.push({ atMs: now, bytes });
      trim(now);
    },
    bytesPerSecond: () => {
      const now = nowMs();
      trim(now);
      const first = steps[0];
      if (first === undefined) return null;
      const bytes = steps.reduce((sum, step) => sum + step.bytes, 0);
      return (bytes * 1000) / Math.max(LEAST_MS, now - first.atMs);
    },
  };
}

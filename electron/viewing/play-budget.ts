import { fail } from '../../contract/problem.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';

/** Seconds of grace: reports that were held back for a moment, and clocks that tick differently. */
const GRACE_SECONDS = 10;

/** A film may run this much longer than the county measured. */
const LENGTH_TOLERANCE_SECONDS = 5;

export interface PlayBudget {
  /** Takes a stretch into account, or throws `played-impossible` when more was played than time has passed. */
  readonly spend: (segment: Segment, lengthSeconds: number) => void;
}

/**
 * Guards the record against playing that cannot have happened: within one stay at the player, no more media seconds
 * can be played than real seconds have passed, times the fastest speed. Begins when it is made.
 */
export function createPlayBudget(monotonicMs: () => number, fastestRate: number): PlayBudget {
  const beganMs = monotonicMs();
  let spentSeconds = 0;
  return {
    spend: ([from, to], lengthSeconds) => {
      if (to > lengthSeconds + LENGTH_TOLERANCE_SECONDS) {
        fail('played-impossible', { detail: `played to ${to.toFixed(1)} s of a film of ${lengthSeconds.toFixed(1)} s` });
      }
      const elapsedSeconds = (monotonicMs() - beganMs) / 1000;
      const most = elapsedSeconds * fastestRate + GRACE_SECONDS;
      if (spentSeconds + (to - from) > most) {
        fail('played-impossible', { detail: `${(spentSeconds + to - from).toFixed(1)} s played within ${elapsedSeconds.toFixed(1)} s` });
      }
      spentSeconds += to - from;
    },
  };
}

import type { Sha256 } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import type { Listing } from './listing.ts';
import { createRateMeter } from './rate-meter.ts';
import type { RateMeter } from './rate-meter.ts';

/** How fast each issue comes. */
export interface Rates {
  readonly add: (sha256: Sha256, bytes: number) => void;
  /** Bytes a second; null while nothing comes. */
  readonly of: (issue: string) => number | null;
}

export function createRates(clock: Pick<Clock, 'uptimeMs'>, listing: () => Listing): Rates {
  const meters = new Map<string, RateMeter>();
  return {
    add: (sha256, bytes) => {
      for (const { outline } of listing().issuesOf.get(sha256) ?? []) {
        const meter = meters.get(outline.issue) ?? createRateMeter(clock.uptimeMs);
        meters.set(outline.issue, meter);
        meter.add(bytes);
      }
    },
    of: (issue) => meters.get(issue)?.bytesPerSecond() ?? null,
  };
}

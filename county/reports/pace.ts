/**
 * How much was played within each boot: the least and the highest time since boot of a viewing's events, and media
 * milliseconds played. All are whole numbers, so that the order in which they are added up makes no difference.
 */
export type Pace = Readonly<Record<string, readonly [firstUptimeMs: number, lastUptimeMs: number, mediaMs: number]>>;

/** The fastest that a terminal plays. */
const FASTEST_RATE = 2;
/** Grace for what was played just before the first line that is known of, and for clocks that tick differently. */
const GRACE_MS = 15_000;

interface PacedEvent {
  readonly boot: string;
  readonly uptimeMs: number;
  readonly type: string;
  readonly data: object;
}

/** The pace with more events of the viewing, in any order; each is given once. */
export function addPace(known: Pace, events: readonly PacedEvent[]): Pace {
  const pace: Record<string, readonly [number, number, number]> = { ...known };
  for (const { boot: written, uptimeMs: exactMs, type, data } of events) {
    // Check-ins go on before the film: what lies between start and end is the time in which it can play.
    const isPlaying = 'segment' in data;
    if (!isPlaying && !/\.(started|resumed|ended)$/.test(type)) continue;
    const boot = written.toLowerCase();
    const uptimeMs = Math.round(exactMs);
    const [first, last, mediaMs] = pace[boot] ?? [uptimeMs, uptimeMs, 0];
    pace[boot] = [Math.min(first, uptimeMs), Math.max(last, uptimeMs), mediaMs + (isPlaying ? lengthMs(data.segment) : 0)];
  }
  return pace;
}

/** Media seconds that can have been played at most; null when no more than that was reported as played. */
export function playableSeconds(pace: Pace): number | null {
  let [mostMs, tooFast] = [0, false];
  for (const [first, last, mediaMs] of Object.values(pace)) {
    const playableMs = (last - first) * FASTEST_RATE + GRACE_MS;
    mostMs += Math.min(mediaMs, playableMs);
    if (mediaMs > playableMs) tooFast = true;
  }
  return tooFast ? mostMs / 1000 : null;
}

function lengthMs(segment: unknown): number {
  const [from, to] = segment as readonly [number, number];
  return Math.round((to - from) * 1000);
}

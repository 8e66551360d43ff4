/**
 * Most by which an uptime and the county's clock part, as a share of the time that passed: ten times what quartz does.
 */
export const DRIFT = 200e-6;

/** Most time from the moment at which a terminal reads its clock until the county notes it: the server ends slower requests. */
export const MAX_DELAY_MS = 60_000;

/** A recorded time that is nearer to the true one than this is left as it is. */
const TOLERANCE_MS = 60_000;

/** What a terminal's time since boot was at a moment of the county's clock. */
export interface ClockReading {
  readonly uptimeMs: number;
  /** The county's clock, milliseconds since 1970. */
  readonly atMs: number;
}

/** Where a boot lies in time, for one that the county has no reading of. */
export interface BootBounds {
  /** The boot began no earlier; null: not known. */
  readonly notBeforeMs: number | null;
  /** Its line with the highest time since boot was recorded no later; null: not known. */
  readonly notAfterMs: number | null;
  /** The highest time since boot of its lines. */
  readonly lastUptimeMs: number;
}

/** What is known of the times of one boot. */
export interface BootClock {
  /** By time since boot, ascending. With one of them times of this boot are exact. */
  readonly readings: readonly ClockReading[];
  readonly bounds: BootBounds | null;
}

/** What a line says of its own time. */
export interface RecordedTime {
  /** Wall time of the terminal, ISO 8601 with an offset. */
  readonly at: string;
  readonly uptimeMs: number;
}

export const certainties = ['exact', 'bracketed', 'unknown'] as const;
export type Certainty = (typeof certainties)[number];

/** The time at which a line was recorded by the county's clock, as well as can be known; milliseconds since 1970. */
export interface CorrectedTime {
  readonly certainty: Certainty;
  /** Exact: computed. Bracketed: the recorded time, moved into its bounds where it lies outside. Unknown: as recorded. */
  readonly ms: number;
  /** Bounds of a bracketed time; null where there is none. */
  readonly notBeforeMs: number | null;
  readonly notAfterMs: number | null;
}

/** The corrected time of a line of this boot. Without a clock it is unknown. */
export function correctTime(clock: BootClock | undefined, { at, uptimeMs }: RecordedTime): CorrectedTime {
  const recordedMs = Date.parse(at);
  const unknown = { certainty: 'unknown', ms: recordedMs, notBeforeMs: null, notAfterMs: null } as const;
  if (clock === undefined) return unknown;
  const known = clock.readings.length > 0 ? readAt(clock.readings, uptimeMs) : boundsAt(clock.bounds, uptimeMs);
  if (known === null) return unknown;
  // A line may say any number at all: what leads to no time of a calendar, or contradicts itself, tells nothing.
  if (typeof known === 'number') return isTime(known) ? { certainty: 'exact', ms: known, notBeforeMs: null, notAfterMs: null } : unknown;
  const [notBeforeMs, notAfterMs] = known;
  if (notBeforeMs !== null && notAfterMs !== null && notBeforeMs > notAfterMs) return unknown;
  const ms = clamp(recordedMs, notBeforeMs, notAfterMs);
  return isTime(ms) ? { certainty: 'bracketed', ms, notBeforeMs, notAfterMs } : unknown;
}

const [EARLIEST_MS, LATEST_MS] = [Date.UTC(1970, 0, 2), Date.UTC(9999, 11, 30)];

function isTime(ms: number): boolean {
  return ms >= EARLIEST_MS && ms <= LATEST_MS;
}

/** True when the recorded time is provably wrong, so that figures go by the corrected one. */
export function isProvablyWrong(at: string, corrected: CorrectedTime): boolean {
  return Math.abs(Date.parse(at) - corrected.ms) > (corrected.certainty === 'exact' ? TOLERANCE_MS : 0);
}

/** ISO 8601 of an instant with the offset of a recorded time, so that its first ten characters are the day at the site. */
export function withOffsetOf(at: string, ms: number): string {
  const offset = /[+-]\d\d:\d\d$/.exec(at)?.[0] ?? '+00:00';
  const sign = offset.startsWith('-') ? -1 : 1;
  const offsetMs = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * 60_000;
  return `${new Date(ms + offsetMs).toISOString().slice(0, -1)}${offset}`;
}

type Bracket = readonly [notBeforeMs: number | null, notAfterMs: number | null];

/** By the readings of the boot itself: between two of them drift is shared out, outside them both clocks go alike. */
function readAt(readings: readonly ClockReading[], uptimeMs: number): number | Bracket | null {
  const next = readings.findIndex((reading) => reading.uptimeMs >= uptimeMs);
  const [before, after] = next === -1 ? [readings.at(-1), undefined] : [readings[next - 1], readings[next]];
  if (before === undefined || after === undefined) {
    const nearest = before ?? after;
    return nearest === undefined ? null : nearest.atMs + (uptimeMs - nearest.uptimeMs);
  }
  const spanMs = after.uptimeMs - before.uptimeMs;
  const lostMs = after.atMs - before.atMs - spanMs;
  // Time since boot stood still for a while (the machine slept), before or after this line.
  if (lostMs > MAX_DELAY_MS + spanMs * DRIFT) {
    return [before.atMs - MAX_DELAY_MS + (uptimeMs - before.uptimeMs) * (1 - DRIFT), after.atMs - (after.uptimeMs - uptimeMs) * (1 - DRIFT)];
  }
  return before.atMs + ((uptimeMs - before.uptimeMs) * (after.atMs - before.atMs)) / spanMs;
}

function boundsAt(bounds: BootBounds | null, uptimeMs: number): Bracket | null {
  if (bounds === null || (bounds.notBeforeMs === null && bounds.notAfterMs === null)) return null;
  const { notBeforeMs, notAfterMs, lastUptimeMs } = bounds;
  return [
    notBeforeMs === null ? null : notBeforeMs + uptimeMs * (1 - DRIFT),
    notAfterMs === null ? null : notAfterMs - (lastUptimeMs - uptimeMs) * (1 - DRIFT),
  ];
}

function clamp(ms: number, from: number | null, to: number | null): number {
  const raised = from === null ? ms : Math.max(ms, from);
  return to === null ? raised : Math.min(raised, to);
}

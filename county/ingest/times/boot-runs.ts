import type { Stretch } from '../stretches.ts';
import type { BootOrder } from './boot-bounds.ts';

/** The lines of one boot within one stretch of a journal. */
export interface BootRun {
  readonly boot: string;
  readonly stretch: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly firstUptimeMs: number;
  readonly lastUptimeMs: number;
  /** Number of the envelope that brought its last line. */
  readonly received: number;
  /** Most by which its wall clock was ahead of the county's when a line came; negative when it was behind, or lines came late. */
  readonly aheadMs: number;
}

/** What of a line tells of time. */
export interface TimedLine {
  readonly seq: number;
  readonly stretch: number;
  readonly received: number;
  readonly receivedAtMs: number;
  /** Null for a line that cannot be read. */
  readonly clock: { readonly at: string; readonly boot: string; readonly uptimeMs: number } | null;
}

interface Growing {
  readonly boot: string;
  readonly stretch: number;
  firstSeq: number;
  lastSeq: number;
  firstUptimeMs: number;
  lastUptimeMs: number;
  received: number;
  aheadMs: number;
}

/** The runs that these lines make, in the order of their first appearance. Boots are in lower case, as the database has them. */
export function bootRuns(lines: Iterable<TimedLine>): readonly BootRun[] {
  const runs = new Map<string, Growing>();
  let run: Growing | undefined;
  // Lines that follow each other mostly are of one boot, written alike.
  let written = '';
  for (const { seq, stretch, received, receivedAtMs, clock } of lines) {
    if (clock === null) continue;
    const { uptimeMs } = clock;
    const aheadMs = Date.parse(clock.at) - receivedAtMs;
    if (run?.stretch !== stretch || clock.boot !== written) {
      written = clock.boot;
      const key = `${written.toLowerCase()} ${stretch}`;
      run = runs.get(key);
      if (run === undefined) {
        run = { boot: written.toLowerCase(), stretch, firstSeq: seq, lastSeq: seq, firstUptimeMs: uptimeMs, lastUptimeMs: uptimeMs, received, aheadMs };
        runs.set(key, run);
        continue;
      }
    }
    if (seq > run.lastSeq) [run.lastSeq, run.received] = [seq, received];
    if (seq < run.firstSeq) run.firstSeq = seq;
    if (uptimeMs > run.lastUptimeMs) run.lastUptimeMs = uptimeMs;
    if (uptimeMs < run.firstUptimeMs) run.firstUptimeMs = uptimeMs;
    if (aheadMs > run.aheadMs) run.aheadMs = aheadMs;
  }
  return [...runs.values()];
}

/**
 * Which boots came before which, as the journal's chain tells. A stretch behind a gap comes after what is below the gap, as
 * far as no branch parts there: of two branches nobody can say to which one it belongs.
 */
export function bootOrder(runs: readonly BootRun[], stretches: readonly Stretch[]): readonly BootOrder[] {
  const byStretch = new Map<number, BootRun[]>();
  for (const run of runs) {
    const known = byStretch.get(run.stretch);
    if (known === undefined) byStretch.set(run.stretch, [run]);
    else known.push(run);
  }
  for (const own of byStretch.values()) own.sort((a, b) => a.firstSeq - b.firstSeq || a.lastSeq - b.lastSeq);
  const ascending = [...stretches].sort((a, b) => a.first - b.first || a.id - b.id);
  const byId = new Map(stretches.map((stretch) => [stretch.id, stretch]));
  const below = belowGaps(ascending);

  const order: BootOrder[] = [];
  const note = (before: BootRun | undefined, after: BootRun | undefined) => {
    if (before !== undefined && after !== undefined && before.boot !== after.boot) order.push({ before: before.boot, after: after.boot });
  };
  /** The last run at or before the end of what a stretch follows; found stretch by stretch, lowest first. */
  const endings = new Map<number, BootRun | undefined>();
  for (const stretch of ascending) {
    const parent = stretch.parent === null ? below.get(stretch.id) : byId.get(stretch.parent);
    const upTo = stretch.parent === null ? Infinity : stretch.first - 1;
    const before = parent === undefined ? undefined : (lastUpTo(byStretch.get(parent.id) ?? [], upTo) ?? endings.get(parent.id));
    const own = byStretch.get(stretch.id) ?? [];
    note(before, own[0]);
    own.forEach((run, index) => note(own[index - 1], run));
    endings.set(stretch.id, before);
  }
  return order;
}

/** Of each stretch behind a gap, the one that is known to be below it, if any. */
function belowGaps(ascending: readonly Stretch[]): ReadonlyMap<number, Stretch> {
  const below = new Map<number, Stretch>();
  let highest: Stretch | undefined;
  let forked = false;
  for (const stretch of ascending) {
    if (highest !== undefined && stretch.first <= highest.last) forked = true;
    if (forked) break; // From here on there are two of each number.
    if (stretch.parent === null && highest !== undefined) below.set(stretch.id, highest);
    if (highest === undefined || stretch.last > highest.last) highest = stretch;
  }
  return below;
}

function lastUpTo(ascending: readonly BootRun[], seq: number): BootRun | undefined {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle]?.firstSeq ?? Infinity) <= seq) from = middle + 1;
    else to = middle;
  }
  return ascending[from - 1];
}

import { DRIFT, MAX_DELAY_MS } from './corrected-time.ts';
import type { BootBounds, ClockReading } from './corrected-time.ts';

/** What is known of one boot by itself, before its neighbours are asked. */
export interface BootFacts {
  readonly boot: string;
  /** Lowest and highest time since boot of its lines. */
  readonly firstUptimeMs: number;
  readonly lastUptimeMs: number;
  /** What readings of its clock say of it; null: there is none. */
  readonly read: ReadBounds | null;
  /** Moments of the county's clock before which this boot had reached a time since boot: receipts, and sticks packed. */
  readonly reachedBy: readonly ClockReading[];
}

/** Bounds that follow from readings, wide enough for drift and delay. */
export interface ReadBounds {
  /** The boot began no later. */
  readonly beganByMs: number;
  /** Its last line was recorded no earlier. */
  readonly lastedUntilMs: number;
}

/** Of two boots of one machine, the first was over before the second began. */
export interface BootOrder {
  readonly before: string;
  readonly after: string;
}

/**
 * Bounds of each boot, by boot: from its own facts, then narrowed by what comes before and after it. `sinceMs` is when the
 * journal began, by the county's clock: no line is older. Bounds that contradict each other are left to whoever uses them.
 */
export function boundBoots(facts: readonly BootFacts[], order: readonly BootOrder[], sinceMs: number | null): ReadonlyMap<string, BootBounds> {
  const byBoot = new Map(facts.map((fact) => [fact.boot, fact]));
  const sorted = sortByOrder(facts.map(({ boot }) => boot), order);
  const place = new Map(sorted.map((boot, index) => [boot, index]));
  const [preceding, following] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { before, after } of order) {
    // What closes a circle was made up; the order that was found first stands.
    if ((place.get(before) ?? Infinity) >= (place.get(after) ?? -Infinity)) continue;
    push(preceding, after, before);
    push(following, before, after);
  }

  const began = new Map<string, number | null>();
  for (const boot of sorted) {
    const fact = byBoot.get(boot);
    if (fact === undefined) continue;
    const ends = (preceding.get(boot) ?? []).map((earlier) => {
      const known = byBoot.get(earlier);
      const beganMs = began.get(earlier) ?? null;
      const ended = beganMs === null || known === undefined ? null : beganMs + known.lastUptimeMs * (1 - DRIFT);
      return greatest([ended, known?.read?.lastedUntilMs ?? null]);
    });
    began.set(boot, greatest([sinceMs === null ? null : sinceMs - fact.firstUptimeMs * (1 + DRIFT), ...ends]));
  }

  const bounds = new Map<string, BootBounds>();
  for (const boot of sorted.toReversed()) {
    const fact = byBoot.get(boot);
    if (fact === undefined) continue;
    const reached = fact.reachedBy
      .filter(({ uptimeMs }) => uptimeMs >= fact.lastUptimeMs)
      .map(({ uptimeMs, atMs }) => atMs - (uptimeMs - fact.lastUptimeMs) * (1 - DRIFT));
    const begins = (following.get(boot) ?? []).map((later) => {
      const [known, own] = [byBoot.get(later), bounds.get(later)];
      const latest = own === undefined || own.notAfterMs === null ? null : own.notAfterMs - own.lastUptimeMs * (1 - DRIFT);
      return least([latest, known?.read?.beganByMs ?? null]);
    });
    bounds.set(boot, { notBeforeMs: began.get(boot) ?? null, notAfterMs: least([...reached, ...begins]), lastUptimeMs: fact.lastUptimeMs });
  }
  return bounds;
}

/** What readings say of their boot. */
export function readBounds(readings: readonly ClockReading[], lastUptimeMs: number): ReadBounds | null {
  if (readings.length === 0) return null;
  return {
    beganByMs: Math.min(...readings.map(({ uptimeMs, atMs }) => atMs - uptimeMs * (1 - DRIFT))),
    lastedUntilMs: Math.max(
      ...readings.map(({ uptimeMs, atMs }) => {
        const afterMs = lastUptimeMs - uptimeMs;
        return atMs - MAX_DELAY_MS + afterMs * (afterMs > 0 ? 1 - DRIFT : 1 + DRIFT);
      }),
    ),
  };
}

/** Boots so that each comes after those before it, else as given. */
function sortByOrder(boots: readonly string[], order: readonly BootOrder[]): readonly string[] {
  const preceding = new Map<string, string[]>();
  for (const { before, after } of order) push(preceding, after, before);
  const sorted: string[] = [];
  const seen = new Set<string>();
  for (const boot of boots) {
    // By hand instead of by calls: a journal made to be a burden has thousands of boots in a row.
    const open: { readonly boot: string; left: string[] }[] = [];
    const enter = (one: string) => {
      if (seen.has(one)) return;
      seen.add(one);
      open.push({ boot: one, left: [...(preceding.get(one) ?? [])] });
    };
    enter(boot);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.left.pop();
      if (next !== undefined) enter(next);
      else {
        sorted.push(top.boot);
        open.pop();
      }
    }
  }
  return sorted;
}

function push(groups: Map<string, string[]>, key: string, value: string): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

/** By hand, not `Math.max(...)`: there may be more than a call takes. */
function greatest(values: readonly (number | null)[]): number | null {
  return values.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

function least(values: readonly (number | null)[]): number | null {
  return values.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}

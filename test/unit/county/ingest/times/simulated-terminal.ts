import fc from 'fast-check';
import { boundBoots, readBounds } from '../../../../../county/ingest/times/boot-bounds.ts';
import type { BootFacts } from '../../../../../county/ingest/times/boot-bounds.ts';
import { bootOrder, bootRuns } from '../../../../../county/ingest/times/boot-runs.ts';
import { DRIFT, MAX_DELAY_MS } from '../../../../../county/ingest/times/corrected-time.ts';
import type { BootClock, ClockReading } from '../../../../../county/ingest/times/corrected-time.ts';
import { Stretches } from '../../../../../county/ingest/stretches.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const ENROLLED_MS = Date.parse('2026-01-01T00:00:00Z');

/** A line, and when it was really recorded. */
export interface TrueLine {
  readonly seq: number;
  readonly boot: string;
  readonly uptimeMs: number;
  readonly at: string;
  readonly trueMs: number;
}

/** A terminal's life and the county's part in it, of which the county knows readings, receipts and sticks alone. */
export interface Life {
  readonly lines: readonly TrueLine[];
  /** When each line came to the county, by its clock; lines of one delivery are one run of numbers. */
  readonly deliveries: readonly { readonly first: number; readonly last: number; readonly atMs: number }[];
  readonly readings: ReadonlyMap<string, readonly ClockReading[]>;
  readonly packed: ReadonlyMap<string, ClockReading>;
}

/** How a boot's wall clock goes wrong. */
const wallFault = fc.oneof(
  fc.constant({ kind: 'right' as const }),
  fc.constantFrom(0, Date.UTC(2000, 0, 1), Date.UTC(2099, 0, 1)).map((startMs) => ({ kind: 'dead-battery' as const, startMs })),
  fc.integer({ min: -400 * DAY, max: 400 * DAY }).map((byMs) => ({ kind: 'off' as const, byMs })),
  fc.tuple(fc.integer({ min: -90 * DAY, max: 90 * DAY }), fc.integer({ min: 0, max: 10 })).map(([byMs, after]) => ({ kind: 'jumps' as const, byMs, after })),
);

const bootArbitrary = fc.record({
  boot: fc.uuid(),
  offMs: fc.integer({ min: 10_000, max: 20 * DAY }),
  drift: fc.double({ min: -DRIFT, max: DRIFT, noNaN: true }),
  wall: wallFault,
  /** Real time between one line and the next. */
  steps: fc.array(fc.integer({ min: 1, max: 20 * 60 * MINUTE }), { minLength: 1, maxLength: 8 }),
  /** After which lines the terminal speaks with the county over the line, and how long the request takes. */
  contacts: fc.array(fc.tuple(fc.nat({ max: 7 }), fc.integer({ min: 0, max: MAX_DELAY_MS })), { maxLength: 3 }),
  /** After which line a stick is packed, and how long it is on its way. */
  stick: fc.option(fc.tuple(fc.nat({ max: 7 }), fc.integer({ min: 0, max: 40 * DAY })), { nil: null }),
});

export const life: fc.Arbitrary<Life> = fc
  .uniqueArray(bootArbitrary, { minLength: 1, maxLength: 7, selector: ({ boot }) => boot })
  .map((boots) => {
    const lines: TrueLine[] = [];
    const deliveries: Life['deliveries'][number][] = [];
    const readings = new Map<string, ClockReading[]>();
    const packed = new Map<string, ClockReading>();
    let nowMs = ENROLLED_MS;
    let delivered = 0;
    for (const { boot, offMs, drift, wall, steps, contacts, stick } of boots) {
      // The first boot is the one in which the terminal was enrolled.
      const beganMs = lines.length === 0 ? nowMs - 5 * MINUTE : nowMs + offMs;
      nowMs = Math.max(beganMs, nowMs);
      steps.forEach((step, index) => {
        nowMs += step;
        const uptimeMs = (nowMs - beganMs) * (1 + drift);
        lines.push({ seq: lines.length + 1, boot, uptimeMs, at: new Date(wallOf(wall, nowMs, beganMs, index)).toISOString(), trueMs: nowMs });
        for (const [after, delayMs] of contacts) {
          if (after !== index) continue;
          readings.set(boot, [...(readings.get(boot) ?? []), { uptimeMs, atMs: nowMs + delayMs }]);
          if (delivered < lines.length) deliveries.push({ first: delivered + 1, last: lines.length, atMs: nowMs + delayMs });
          delivered = lines.length;
        }
        if (stick?.[0] === index) {
          packed.set(boot, { uptimeMs, atMs: nowMs + stick[1] });
          if (delivered < lines.length) deliveries.push({ first: delivered + 1, last: lines.length, atMs: nowMs + stick[1] });
          delivered = lines.length;
        }
      });
    }
    if (delivered < lines.length) deliveries.push({ first: delivered + 1, last: lines.length, atMs: nowMs + 30 * DAY });
    return { lines, deliveries, readings, packed };
  });

function wallOf(wall: typeof wallFault extends fc.Arbitrary<infer W> ? W : never, nowMs: number, beganMs: number, index: number): number {
  switch (wall.kind) {
    case 'right':
      return nowMs;
    case 'dead-battery':
      return wall.startMs + nowMs - beganMs;
    case 'off':
      return nowMs + wall.byMs;
    case 'jumps':
      return index < wall.after ? nowMs + wall.byMs : nowMs;
  }
}

/** What the county makes of those deliveries, in whatever order they are given. */
export function clocksOf(life: Life, deliveries: Life['deliveries']): ReadonlyMap<string, BootClock> {
  const stretches = new Stretches([], 0);
  const timed = deliveries.flatMap(({ first, last, atMs }, index) =>
    life.lines.slice(first - 1, last).map((line) => ({
      ...{ seq: line.seq, received: index + 1, receivedAtMs: atMs, clock: line },
      stretch: stretches.add({ seq: line.seq, hash: hashOf(line.seq), prev: hashOf(line.seq - 1) }, index + 1),
    })),
  );
  stretches.resolve(timed.map(({ seq, stretch, received }) => ({ seq, hash: hashOf(seq), stretch, received })));
  const runs = bootRuns(timed);
  const cameAt = new Map(timed.map(({ received, receivedAtMs }) => [received, receivedAtMs]));
  const boots = [...new Set(runs.map(({ boot }) => boot))];
  const facts = boots.map((boot): BootFacts => {
    const own = runs.filter((run) => run.boot === boot);
    const lastUptimeMs = Math.max(...own.map((run) => run.lastUptimeMs));
    const packedAt = life.packed.get(boot);
    return {
      boot,
      firstUptimeMs: Math.min(...own.map((run) => run.firstUptimeMs)),
      lastUptimeMs,
      read: readBounds(life.readings.get(boot) ?? [], lastUptimeMs),
      reachedBy: [...own.map((run) => ({ uptimeMs: run.lastUptimeMs, atMs: cameAt.get(run.received) ?? Infinity })), ...(packedAt === undefined ? [] : [packedAt])],
    };
  });
  const bounds = boundBoots(facts, bootOrder(runs, stretches.all()), ENROLLED_MS);
  return new Map(boots.map((boot) => [boot, { readings: [...(life.readings.get(boot) ?? [])].sort((a, b) => a.uptimeMs - b.uptimeMs), bounds: bounds.get(boot) ?? null }]));
}

function hashOf(seq: number): string {
  return seq === 0 ? '0'.repeat(64) : `line ${seq}`;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundBoots } from '../../../../../county/ingest/times/boot-bounds.ts';
import { correctTime, DRIFT, isProvablyWrong, MAX_DELAY_MS, withOffsetOf } from '../../../../../county/ingest/times/corrected-time.ts';
import { clocksOf, life } from './simulated-terminal.ts';

const noon = Date.parse('2026-11-23T12:00:00+08:00');
const HOUR = 3_600_000;
const recorded = (uptimeMs: number, at = '1970-01-01T08:00:00.000+08:00') => ({ at, uptimeMs });

describe('times of a boot that the county has read the clock of', () => {
  const readings = [{ uptimeMs: 10 * HOUR, atMs: noon }];

  it('are the county’s time less the time since boot that lies between', () => {
    expect(correctTime({ readings, bounds: null }, recorded(8 * HOUR))).toEqual({ certainty: 'exact', ms: noon - 2 * HOUR, notBeforeMs: null, notAfterMs: null });
    expect(correctTime({ readings, bounds: null }, recorded(11 * HOUR)).ms).toBe(noon + HOUR);
  });

  it('share drift out between two readings', () => {
    const drifted = [...readings, { uptimeMs: 20 * HOUR, atMs: noon + 10 * HOUR + 4000 }];
    expect(correctTime({ readings: drifted, bounds: null }, recorded(15 * HOUR)).ms).toBe(noon + 5 * HOUR + 2000);
    expect(correctTime({ readings: drifted, bounds: null }, recorded(21 * HOUR)).ms).toBe(noon + 11 * HOUR + 4000);
  });

  it('are bracketed between two readings between which the machine slept', () => {
    const slept = [...readings, { uptimeMs: 11 * HOUR, atMs: noon + 9 * HOUR }];
    const corrected = correctTime({ readings: slept, bounds: null }, recorded(10.5 * HOUR, '2026-11-23T12:31:00.000+08:00'));
    expect(corrected).toMatchObject({ certainty: 'bracketed', ms: noon + 31 * 60_000 });
    expect(corrected.notAfterMs).toBeGreaterThan(noon + 8 * HOUR);
  });
});

describe('times of a boot without a reading', () => {
  const bounds = { notBeforeMs: noon, notAfterMs: noon + 10 * HOUR, lastUptimeMs: 2 * HOUR };

  it('are as recorded within the bounds, and moved into them from outside', () => {
    const within = '2026-11-23T15:00:00.000+08:00';
    expect(correctTime({ readings: [], bounds }, recorded(HOUR, within))).toMatchObject({ certainty: 'bracketed', ms: Date.parse(within) });
    expect(correctTime({ readings: [], bounds }, recorded(HOUR)).ms).toBeCloseTo(noon + HOUR * (1 - DRIFT), 0);
    expect(correctTime({ readings: [], bounds }, recorded(HOUR, '2099-01-01T00:00:00Z')).ms).toBeCloseTo(noon + 10 * HOUR - HOUR * (1 - DRIFT), 0);
  });

  it('are unknown where nothing is known, or where what is known contradicts itself', () => {
    for (const clock of [undefined, { readings: [], bounds: null }, { readings: [], bounds: { ...bounds, notAfterMs: noon - 1 } }, { readings: [{ uptimeMs: 0, atMs: noon }], bounds: null }]) {
      expect(correctTime(clock, recorded(1e300))).toMatchObject({ certainty: 'unknown', ms: 0 });
    }
  });
});

describe('a recorded time', () => {
  it('is provably wrong when it is more than a minute from an exact one, or outside its bounds', () => {
    const exact = correctTime({ readings: [{ uptimeMs: 0, atMs: noon }], bounds: null }, recorded(0));
    expect(isProvablyWrong('2026-11-23T12:00:59.000+08:00', exact)).toBe(false);
    expect(isProvablyWrong('2026-11-23T12:01:01.000+08:00', exact)).toBe(true);
  });

  it('lends its offset to the corrected one', () => {
    expect(withOffsetOf('1970-01-01T08:00:00.000+08:00', noon)).toBe('2026-11-23T12:00:00.000+08:00');
    expect(withOffsetOf('1970-01-01T00:00:00-03:30', noon)).toBe('2026-11-23T00:30:00.000-03:30');
    expect(withOffsetOf('1970-01-01T00:00:00Z', noon)).toBe('2026-11-23T04:00:00.000+00:00');
  });
});

describe('of any terminal with any clocks, reached in any way', () => {
  const runs = { numRuns: 500 };

  it('exact times are true within drift and delay, and brackets contain the truth', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(life, fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), (lived, dice) => {
        const shuffled = lived.deliveries.map((delivery, index) => ({ delivery, key: dice[index] ?? 0 })).sort((a, b) => a.key - b.key);
        const clocks = clocksOf(lived, shuffled.map(({ delivery }) => delivery));
        for (const line of lived.lines) {
          const { certainty, ms, notBeforeMs, notAfterMs } = correctTime(clocks.get(line.boot), line);
          seen.add(certainty);
          if (certainty === 'exact') {
            const readings = lived.readings.get(line.boot) ?? [];
            const farthest = Math.max(...readings.map(({ uptimeMs }) => Math.abs(uptimeMs - line.uptimeMs)));
            expect(Math.abs(ms - line.trueMs)).toBeLessThanOrEqual(MAX_DELAY_MS + 2 * DRIFT * farthest + 1);
          } else {
            expect(certainty).toBe('bracketed');
            expect(notBeforeMs ?? -Infinity).toBeLessThanOrEqual(line.trueMs);
            expect(notAfterMs ?? Infinity).toBeGreaterThanOrEqual(line.trueMs);
            expect(ms).toBeGreaterThanOrEqual(notBeforeMs ?? -Infinity);
            expect(ms).toBeLessThanOrEqual(notAfterMs ?? Infinity);
          }
        }
      }),
      runs,
    );
    expect([...seen].sort()).toEqual(['bracketed', 'exact']);
  });

  it('each part of the records is bracketed rightly while others are missing, and more of them never widens a bracket', () => {
    fc.assert(
      fc.property(life, fc.nat(), (lived, dice) => {
        const known = lived.deliveries.filter((_delivery, index) => (dice >> index) % 2 === 0);
        const [some, all] = [clocksOf(lived, known), clocksOf(lived, lived.deliveries)];
        for (const line of lived.lines) {
          if (!known.some(({ first, last }) => line.seq >= first && line.seq <= last)) continue;
          const [before, after] = [correctTime(some.get(line.boot), line), correctTime(all.get(line.boot), line)];
          if (before.certainty !== 'bracketed') continue;
          expect(before.notBeforeMs ?? -Infinity).toBeLessThanOrEqual(line.trueMs);
          expect(before.notAfterMs ?? Infinity).toBeGreaterThanOrEqual(line.trueMs);
          expect(after.notBeforeMs ?? -Infinity).toBeGreaterThanOrEqual((before.notBeforeMs ?? -Infinity) - 1);
        }
      }),
      runs,
    );
  });

  it('boots come in the order of their lines', () => {
    fc.assert(
      fc.property(life, (lived) => {
        const clocks = clocksOf(lived, lived.deliveries);
        const times = lived.lines.map((line) => correctTime(clocks.get(line.boot), line));
        // Bounds never turn back from one boot to the next: what was later is not bounded to be earlier.
        lived.lines.forEach((line, index) => {
          const next = lived.lines[index + 1];
          if (next === undefined || next.boot === line.boot) return;
          const [a, b] = [times[index], times[index + 1]];
          if (a?.certainty === 'bracketed' && b?.certainty === 'bracketed') expect(b.notBeforeMs ?? Infinity).toBeGreaterThanOrEqual(a.notBeforeMs ?? -Infinity);
        });
      }),
      runs,
    );
  });
});

it('a circle of boots that was made up ends, and bounds the rest', () => {
  const fact = (boot: string) => ({ boot, firstUptimeMs: 0, lastUptimeMs: 1000, read: null, reachedBy: [{ uptimeMs: 1000, atMs: noon }] });
  const bounds = boundBoots(['a', 'b', 'c'].map(fact), [{ before: 'a', after: 'b' }, { before: 'b', after: 'c' }, { before: 'c', after: 'a' }], 0);
  expect(bounds.size).toBe(3);
});

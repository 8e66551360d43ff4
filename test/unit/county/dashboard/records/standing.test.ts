import { describe, expect, it } from 'vitest';
import { addressOf, pageOf, pages, pagesFor } from '../../../../../county/dashboard/parts/use-page.ts';
import { inUnits, problemsOf } from '../../../../../county/dashboard/records/standing.ts';
import type { JournalOverview } from '../../../../../county/records/schemas.ts';

const well: JournalOverview = {
  ...{ site: 'dongmen', name: { 'zh-CN': '东门村' }, township: { id: 'chenhu', name: { 'zh-CN': '沉湖镇' } } },
  ...{ journal: 'b2d1c7c8-7a5e-4a8e-9d5a-0f6d2c1b3a49', head: 20, highest: 20, told: 20, lastContactAt: '2026-11-23T01:00:00.000Z' },
  clock: { certainty: 'exact', offsetMs: 2000, readAt: '2026-11-23T01:00:00.000Z' },
  ...{ lacking: 0, forks: 0, broken: 0, faults: 0, impossible: 0 },
};

describe('what there is to look at in a journal', () => {
  it('is nothing when all of it is here and its clock is right', () => {
    expect(problemsOf(well)).toEqual([]);
  });

  it('is named, the weightiest first', () => {
    const troubled = { ...well, told: 25, lacking: 3, forks: 1, broken: 1, faults: 2, impossible: 1, clock: { ...well.clock, offsetMs: -61_000 } };
    expect(problemsOf(troubled)).toEqual(['lacking', 'behind', 'forks', 'broken', 'faults', 'impossible', 'clock']);
    expect(problemsOf({ ...well, told: null, lastContactAt: null, clock: { certainty: null, offsetMs: null, readAt: null } })).toEqual(['never']);
  });
});

it('a stretch of time is told in the largest unit that it has two of', () => {
  expect([1, 90, 119, 120, 47 * 60, 48 * 60, -20_000 * 1440].map((minutes) => inUnits(minutes * 60_000))).toEqual([
    { unit: 'minute', value: 1 },
    { unit: 'minute', value: 90 },
    { unit: 'minute', value: 119 },
    { unit: 'hour', value: 2 },
    { unit: 'hour', value: 47 },
    { unit: 'day', value: 2 },
    { unit: 'day', value: 20_000 },
  ]);
});

it('every page has an address of its own, and an address that names none leads to the first', () => {
  const all = [...pages.map((at) => ({ at })), { at: 'journal' as const, journal: well.journal }];
  expect(all.map((page) => pageOf(addressOf(page)))).toEqual(all);
  for (const hash of ['', '#/records/nonsense', '#/nowhere', '#setup=abc']) expect(pageOf(hash)).toEqual({ at: 'figures' });
  expect(pagesFor('township-staff')).not.toContain('publish');
});

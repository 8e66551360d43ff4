import { expect, it } from 'vitest';
import { journalPace, tooMany } from '../../../../county/ingest/pace.ts';

it('a journal’s pace allows a burst, then ten envelopes a second, and does not concern other journals', () => {
  let nowMs = 0;
  const pace = journalPace(() => new Date(nowMs));
  const taken = (journal: string): number => {
    for (let count = 0; ; count += 1) if (pace(journal) > 0) return count;
  };
  expect(taken('a')).toBe(600);
  expect(taken('b')).toBe(600);
  nowMs += 3000;
  expect(taken('a')).toBe(30);
  nowMs += 3600_000;
  expect(taken('a')).toBe(600);
  expect(taken('b')).toBe(600);
});

it('a clock that is set back stops no journal for good', () => {
  let nowMs = 1e9;
  const pace = journalPace(() => new Date(nowMs));
  for (let count = 0; count < 600; count += 1) pace('a');
  nowMs = 0;
  expect(pace('a')).toBe(1);
  nowMs += 1000;
  expect(pace('a')).toBe(0);
});

it('who is to wait is told for how long', () => {
  expect(tooMany(1)).toMatchObject({ code: 'rate-limited', httpStatus: 429, details: { waitSeconds: 1 } });
});

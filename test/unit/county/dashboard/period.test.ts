import { expect, test } from 'vitest';
import { dayOf, daysOf } from '../../../../county/dashboard/summary/period.ts';

const TODAY = '2026-11-23';

test.each([
  ['month', '', '', { from: '2026-11-01', to: TODAY }],
  ['year', '', '', { from: '2026-01-01', to: TODAY }],
  ['all', '2026-01-01', '', {}],
  ['range', '2026-03-01', '2026-03-31', { from: '2026-03-01', to: '2026-03-31' }],
  ['range', '2026-03-01', '2026-03-01', { from: '2026-03-01', to: '2026-03-01' }],
  ['range', '2026-03-01', '', { from: '2026-03-01' }],
  ['range', '', '2026-03-31', { to: '2026-03-31' }],
  ['range', '', '', {}],
  ['range', '2026-04-01', '2026-03-31', null],
] as const)('%s from "%s" to "%s" asks for its days', (kind, from, to, days) => {
  expect(daysOf({ kind, from, to }, TODAY)).toEqual(days);
});

test('a day is told as it is where the reader is', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});

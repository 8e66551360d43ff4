import { expect, test } from 'vitest';
import { runsOf } from '../../../../../county/dashboard/register/line-runs.ts';

const lines = (...types: readonly (string | null)[]) => types.map((type, index) => ({ seq: index + 1, type, fault: type === null ? 'unreadable' : null }));
const sizes = (...types: readonly (string | null)[]) => runsOf(lines(...types)).map((run) => run.length);

test('four or more lines of one type that follow each other are one run, in order', () => {
  expect(sizes('opened', 'played', 'played', 'played', 'played', 'ended')).toEqual([1, 4, 1]);
  expect(runsOf(lines('played', 'played', 'played', 'played', 'ended', 'played')).flat().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('fewer stand by themselves, and so does what cannot be read', () => {
  expect(sizes('played', 'played', 'played', 'ended', 'played')).toEqual([1, 1, 1, 1, 1]);
  expect(sizes(null, null, null, null)).toEqual([1, 1, 1, 1]);
  expect(sizes()).toEqual([]);
});

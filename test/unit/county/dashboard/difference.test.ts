import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../../../county/dashboard/summary/difference.ts';

describe('a figure beside that of the year before', () => {
  test('is more, less or the same, with the share of the earlier one', () => {
    expect(differenceOf(24, 20)).toEqual({ kind: 'more', by: 4, share: 0.2 });
    expect(differenceOf(15, 20)).toEqual({ kind: 'less', by: 5, share: 0.25 });
    expect(differenceOf(20, 20)).toEqual({ kind: 'same' });
  });

  test('has no share of nothing', () => {
    expect(differenceOf(3, 0)).toEqual({ kind: 'more', by: 3, share: null });
    expect(differenceOf(0, 3)).toEqual({ kind: 'less', by: 3, share: 1 });
  });
});

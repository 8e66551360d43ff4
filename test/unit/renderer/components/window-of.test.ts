import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridStep, topFor, windowOf } from '../../../../renderer/components/window-of.ts';

const layout = { columns: 4, stride: 100, height: 350 };

describe('what is drawn of a long grid', () => {
  it('is the rows that are seen and two more on each side', () => {
    expect(windowOf(10_000, layout, 5000)).toEqual({ first: 192, last: 224, roomBefore: 4800, roomAfter: 244_400 });
  });

  it('is the beginning at its top, and the rest at its end', () => {
    expect(windowOf(10_000, layout, 0)).toMatchObject({ first: 0, last: 24, roomBefore: 0 });
    expect(windowOf(10, layout, 250)).toEqual({ first: 0, last: 10, roomBefore: 0, roomAfter: 0 });
  });

  it('is something even when the grid has become shorter than where its scroller stands', () => {
    expect(windowOf(6, layout, 90_000)).toEqual({ first: 0, last: 6, roomBefore: 0, roomAfter: 0 });
  });

  it('takes the same room whatever is drawn, and always holds what is seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 400_000 }), (count, columns, top) => {
        const grid = { columns, stride: 100, height: 350 };
        const { first, last, roomBefore, roomAfter } = windowOf(count, grid, top);
        const rows = Math.ceil((last - first) / columns);
        expect(roomBefore + rows * 100 + roomAfter).toBe(Math.ceil(count / columns) * 100);
        const inside = Math.min(top, Math.max(0, Math.ceil(count / columns) * 100 - 350));
        expect(roomBefore).toBeLessThanOrEqual(inside);
        expect(first).toBeLessThan(last);
      }),
    );
  });
});

describe('a key within the grid', () => {
  const step = (key: string, from: number, count = 10): number | null => gridStep(key, from, count, layout);

  it('goes to the neighbour', () => {
    expect([step('ArrowLeft', 5), step('ArrowRight', 5), step('ArrowUp', 5), step('ArrowDown', 5)]).toEqual([4, 6, 1, 9]);
  });

  it('leads out at the edges', () => {
    expect([step('ArrowLeft', 4), step('ArrowRight', 7), step('ArrowRight', 9), step('ArrowUp', 3), step('ArrowDown', 8)]).toEqual([null, null, null, null, null]);
  });

  it('goes down to the last thing when the last row is shorter', () => {
    expect(step('ArrowDown', 7)).toBe(9);
  });

  it('goes by pages and to both ends', () => {
    expect([step('PageDown', 1, 100), step('PageUp', 41, 100), step('PageUp', 5), step('Home', 50, 100), step('End', 0, 100)]).toEqual([13, 29, 1, 0, 99]);
  });

  it('means nothing else', () => {
    expect([step('a', 1), step('Enter', 1)]).toEqual([null, null]);
  });
});

describe('where the scroller stands for a thing to be seen', () => {
  it('stays when it is seen already', () => {
    expect(topFor(5, layout, 50)).toBe(50);
  });

  it('moves as little as needed', () => {
    expect(topFor(40, layout, 0)).toBe(750);
    expect(topFor(4, layout, 800)).toBe(100);
  });
});

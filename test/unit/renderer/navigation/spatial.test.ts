import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directions, nextBox } from '../../../../renderer/navigation/spatial.ts';
import type { Box, Direction } from '../../../../renderer/navigation/spatial.ts';

const box = (left: number, top: number, width = 100, height = 100): Box => ({ left, top, right: left + width, bottom: top + height });
const opposite: Readonly<Record<Direction, Direction>> = { up: 'down', down: 'up', left: 'right', right: 'left' };

function from(boxes: Readonly<Record<string, Box>>): (name: string, direction: Direction) => string | null {
  return (name, direction) => {
    const start = boxes[name];
    if (start === undefined) throw new Error(`no box ${name}`);
    const others = Object.entries(boxes).filter(([other]) => other !== name);
    return nextBox(start, others.map(([item, itsBox]) => ({ item, box: itsBox })), direction);
  };
}

describe('the next box in a direction', () => {
  // As on the home screen: two wide tiles above three narrow ones, a small button in the upper right corner.
  const home = from({
    corner: box(1600, 0, 160, 60),
    group: box(0, 100, 890, 280),
    programs: box(910, 100, 890, 280),
    information: box(0, 400, 586, 280),
    learning: box(606, 400, 586, 280),
    site: box(1212, 400, 588, 280),
    next: box(1500, 700, 260, 90),
  });

  it('is the neighbour within a row', () => {
    expect(home('group', 'right')).toBe('programs');
    expect(home('site', 'left')).toBe('learning');
  });

  it('is below what one looks at, the best aligned when several are', () => {
    expect(home('group', 'down')).toBe('information');
    expect(home('programs', 'down')).toBe('site');
    expect(home('learning', 'up')).toBe('group');
  });

  it('is reached up and down even when it stands aslant', () => {
    expect(home('group', 'up')).toBe('corner');
    expect(home('information', 'down')).toBe('next');
  });

  it('does not jump to another row when one goes sideways at the end of a row', () => {
    expect(home('programs', 'right')).toBeNull();
    expect(home('site', 'right')).toBeNull();
    expect(home('group', 'left')).toBeNull();
  });

  it('is nothing at the edge of the screen', () => {
    expect(home('corner', 'up')).toBeNull();
    expect(home('next', 'down')).toBeNull();
  });

  it('passes over nothing that lies between', () => {
    const row = from({ a: box(0, 0), b: box(120, 0), c: box(240, 0) });
    expect(row('a', 'right')).toBe('b');
    expect(row('c', 'left')).toBe('b');
  });

  it('is not what merely surrounds or overlaps one', () => {
    const nested = from({ inner: box(40, 40, 20, 20), outer: box(0, 0, 100, 100), right: box(200, 0) });
    expect(nested('inner', 'right')).toBe('right');
  });

  it('leads through a whole grid and back the same way, whatever its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 6, max: 60 }), fc.nat(63), fc.nat(63), (columns, rows, gap, x, y) => {
        const grid: Record<string, Box> = {};
        for (let column = 0; column < columns; column += 1) {
          for (let row = 0; row < rows; row += 1) grid[`${column},${row}`] = box(column * (100 + gap), row * (100 + gap));
        }
        const go = from(grid);
        const start = `${x % columns},${y % rows}`;
        for (const direction of directions) {
          const there = go(start, direction);
          if (there !== null) expect(go(there, opposite[direction])).toBe(start);
        }
      }),
    );
  });

  it('leaves nothing on the screen out of reach', () => {
    // Boxes as screens have them: rows of any length, not quite aligned and of unequal size.
    const cell = fc.record({ x: fc.nat(40), y: fc.nat(40), width: fc.integer({ min: 60, max: 150 }), height: fc.integer({ min: 60, max: 150 }) });
    const row = fc.array(cell, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const boxes: Record<string, Box> = {};
        for (const [line, cells] of rows.entries()) {
          for (const [column, { x, y, width, height }] of cells.entries()) boxes[`${line},${column}`] = box(column * 200 + x, line * 200 + y, width, height);
        }
        const go = from(boxes);
        const reached = new Set(['0,0']);
        for (const name of reached) {
          for (const direction of directions) {
            const next = go(name, direction);
            if (next !== null) reached.add(next);
          }
        }
        expect([...reached].sort()).toEqual(Object.keys(boxes).sort());
      }),
      { numRuns: 500 },
    );
  });
});

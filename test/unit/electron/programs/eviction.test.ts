import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseEviction } from '../../../../electron/programs/eviction.ts';
import type { Evictable } from '../../../../electron/programs/eviction.ts';

const film = (name: string, place: number, playedMs: number | null = null, bytes = 10, isLeftOver = false): Evictable => ({ film: name, place, playedMs, bytes, isLeftOver });
const names = (chosen: readonly Evictable[]): string[] => chosen.map((one) => one.film);

describe('what is removed to make room', () => {
  it('is what nobody asked for, then what was never played, then what was played longest ago; of equals the oldest', () => {
    const all = [film('a', 4, 300), film('b', 5, 100), film('c', 6), film('d', 7), film('e', 2, 900, 10, true)];
    expect(names(chooseEviction(all, 50, 1))).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(names(chooseEviction(all, 25, 1))).toEqual(['e', 'd', 'c']);
  });

  it('stands behind what it makes room for', () => {
    expect(chooseEviction([film('a', 1), film('b', 2)], 5, 2)).toEqual([]);
    expect(names(chooseEviction([film('a', 1), film('b', 3)], 5, 2))).toEqual(['b']);
  });

  it('is nothing when it would not be enough, unless any is of use', () => {
    expect(chooseEviction([film('a', 3)], 11, 1)).toEqual([]);
    expect(names(chooseEviction([film('a', 3)], 11, -1, true))).toEqual(['a']);
  });

  it('comes to rest, whatever the sizes: no two issues push each other out in turn', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 200 }), (sizes, room) => {
        const here = new Set<number>();
        const evicted = new Set<number>();
        const size = (place: number): number => sizes[place] ?? 0;
        const free = (): number => room - [...here].reduce((sum, place) => sum + size(place), 0);
        let [changes, fetches] = [1, 0];
        while (changes > 0) {
          changes = 0;
          for (const place of sizes.keys()) {
            if (here.has(place)) continue;
            const lacking = size(place) - free();
            if (evicted.has(place) && lacking > 0) continue;
            const gone = lacking <= 0 ? [] : chooseEviction([...here].map((other) => film(String(other), other, null, size(other))), lacking, place);
            if (lacking > 0 && gone.length === 0) continue;
            for (const one of gone) {
              here.delete(one.place);
              evicted.add(one.place);
            }
            here.add(place);
            [changes, fetches] = [changes + 1, fetches + 1];
            if (fetches > sizes.length * 3) return false;
          }
        }
        return free() >= 0;
      }),
      { numRuns: 300 },
    );
  });
});

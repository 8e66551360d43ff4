import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSegment, playedSeconds, playedWithin, resumePoint } from '../../../contract/viewing/played-segments.ts';
import type { PlayedSegments, Segment } from '../../../contract/viewing/played-segments.ts';

const union = (segments: readonly Segment[]): PlayedSegments => segments.reduce<PlayedSegments>(addSegment, []);

const segment = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 })).map(([from, length]): Segment => [from, from + length]);

describe('played segments', () => {
  test('touching stretches become one, parted ones stay apart', () => {
    expect(union([[0, 4], [4, 8], [20, 24]])).toEqual([[0, 8], [20, 24]]);
  });

  test('playing a stretch twice counts once', () => {
    expect(playedSeconds(union([[0, 10], [5, 15], [0, 10]]))).toBe(15);
  });

  test('the union is that of the single seconds, in whatever order and however often stretches are added', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (segments, order: IterableIterator<number, undefined>) => {
        const seconds = new Set(segments.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)));
        const shuffled = [...segments, ...segments].map((value) => ({ value, key: order.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        const played = union(shuffled.map(({ value }) => value));
        expect(playedSeconds(played)).toBe(seconds.size);
        expect(played).toEqual(union(segments));
        played.forEach(([from, to], index) => {
          expect(to).toBeGreaterThan(from);
          const next = played[index + 1];
          if (next !== undefined) expect(next[0]).toBeGreaterThan(to);
        });
      }),
    );
  });

  test('what runs beyond the measured length is not counted', () => {
    expect(playedWithin([[50, 63]], 60)).toBe(10);
  });

  test('a program left near its end begins anew, any other where it was left', () => {
    expect(resumePoint(57, 60)).toBe(0);
    expect(resumePoint(30, 60)).toBe(30);
  });
});

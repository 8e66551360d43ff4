import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creditsSeconds, isCompleted } from '../../../contract/viewing/completion.ts';
import { addSegments, playedWithin } from '../../../contract/viewing/played-segments.ts';
import type { Segment } from '../../../contract/viewing/played-segments.ts';

const length = fc.integer({ min: 20, max: 7200 });
const segments = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 7200 }), fc.integer({ min: 1, max: 2000 })).map(([from, more]): Segment => [from, from + more]),
  { maxLength: 30 },
);

describe('a film counts as watched', () => {
  test.each([
    [45, 9],
    [300, 60],
    [600, 60],
    [1200, 60],
    [3600, 180],
  ])('when of %i s no more than %i s are missing', (lengthSeconds, credits) => {
    expect(creditsSeconds(lengthSeconds)).toBeCloseTo(credits);
    expect(isCompleted([[0, lengthSeconds - credits]], lengthSeconds)).toBe(true);
    expect(isCompleted([[0, lengthSeconds - credits - 0.5]], lengthSeconds)).toBe(false);
    expect(isCompleted([[credits, lengthSeconds]], lengthSeconds)).toBe(true);
  });

  test('exactly when the seconds of the union suffice, however they came together', () => {
    fc.assert(
      fc.property(length, segments, (lengthSeconds, played) => {
        const union = addSegments([], played);
        const seconds = new Set(union.flatMap(([from, to]) => Array.from({ length: Math.max(0, Math.min(to, lengthSeconds) - from) }, (_, index) => from + index)));
        expect(isCompleted(union, lengthSeconds)).toBe(seconds.size >= lengthSeconds - creditsSeconds(lengthSeconds));
      }),
    );
  });

  test('no sooner by playing a stretch again, and no later by playing more', () => {
    fc.assert(
      fc.property(length, segments, segments, (lengthSeconds, some, more) => {
        const union = addSegments([], some);
        expect(isCompleted(addSegments(union, some), lengthSeconds)).toBe(isCompleted(union, lengthSeconds));
        if (isCompleted(union, lengthSeconds)) expect(isCompleted(addSegments(union, more), lengthSeconds)).toBe(true);
      }),
    );
  });

  test('never by jumping: whoever plays a second here and there has not watched it', () => {
    fc.assert(
      fc.property(length, (lengthSeconds) => {
        const touched = addSegments([], Array.from({ length: 20 }, (_, index): Segment => [(index * lengthSeconds) / 20, (index * lengthSeconds) / 20 + 0.5]));
        expect(isCompleted(touched, lengthSeconds)).toBe(false);
      }),
    );
  });

  test('never when less than four fifths of it were played', () => {
    fc.assert(
      fc.property(length, segments, (lengthSeconds, played) => {
        const union = addSegments([], played);
        if (playedWithin(union, lengthSeconds) < 0.8 * lengthSeconds - 0.01) expect(isCompleted(union, lengthSeconds)).toBe(false);
      }),
    );
  });
});

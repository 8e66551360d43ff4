import { z } from 'zod';

/** A stretch of media seconds that was really played: `[from, to]`, `to` after `from`. */
export const segmentSchema = z
  .tuple([z.number().min(0).max(86_400), z.number().min(0).max(86_400)])
  .refine(([from, to]) => to > from, { error: 'a segment ends after it begins' });
export type Segment = readonly [from: number, to: number];

/** Sorted, disjoint stretches: what was played of one program. */
export type PlayedSegments = readonly Segment[];

/**
 * The union of what was played and one more stretch. The order in which stretches are added makes no difference,
 * and adding one twice changes nothing.
 */
export function addSegment(played: PlayedSegments, segment: Segment): PlayedSegments {
  return addSegments(played, [segment]);
}

/** The union of what was played and many more stretches, in one go: a long record has thousands. */
export function addSegments(played: PlayedSegments, segments: readonly Segment[]): PlayedSegments {
  const union: [from: number, to: number][] = [];
  for (const [from, to] of [...played, ...segments].sort((a, b) => a[0] - b[0])) {
    const last = union.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else union.push([from, to]);
  }
  return union;
}

/** Media seconds in the union; playing a stretch twice counts once. */
export function playedSeconds(played: PlayedSegments): number {
  return played.reduce((sum, [from, to]) => sum + (to - from), 0);
}

/** As `playedSeconds`, but of at most the first `lengthSeconds`: a film may run a little longer than was measured. */
export function playedWithin(played: PlayedSegments, lengthSeconds: number): number {
  return playedSeconds(played.map(([from, to]) => [Math.min(from, lengthSeconds), Math.min(to, lengthSeconds)] as const));
}

/** Where to go on: the end of what was played last, or the beginning when that is within `nearEndSeconds` of the end. */
export function resumePoint(lastPosition: number, lengthSeconds: number, nearEndSeconds = 5): number {
  return lastPosition >= lengthSeconds - nearEndSeconds ? 0 : Math.max(0, lastPosition);
}

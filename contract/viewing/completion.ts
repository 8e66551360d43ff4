import { playedWithin } from './played-segments.ts';
import type { PlayedSegments } from './played-segments.ts';

/** People leave at the credits: so much of a film may be missing … */
const CREDITS_SECONDS = 60;
/** … or this share of it, in a film that is longer than twenty minutes … */
const CREDITS_SHARE = 0.05;
/** … but of a short film, where a minute is half of it, no more than this. */
const MOST_SHARE = 0.2;

/**
 * Seconds of a film that need not have been played for it to count as watched:
 *
 *     min( max(60 s, 5 % of the length), 20 % of the length )
 *
 * So 9 s of a film of 45 s, 1 min of one of 5 to 20 min, 3 min of one of an hour.
 */
export function creditsSeconds(lengthSeconds: number): number {
  return Math.min(Math.max(CREDITS_SECONDS, CREDITS_SHARE * lengthSeconds), MOST_SHARE * lengthSeconds);
}

/**
 * True when all of a film but its credits was really played, in one sitting or in several. What counts is the union of the
 * stretches that ran: a jump earns nothing, and what is played twice counts once. Where the missing seconds lie makes no
 * difference: whoever skips the opening titles has not missed the film either.
 */
export function isCompleted(played: PlayedSegments, lengthSeconds: number): boolean {
  // A thousandth of a second is what rounding the ends of stretches may cost.
  return lengthSeconds > 0 && playedWithin(played, lengthSeconds) >= lengthSeconds - creditsSeconds(lengthSeconds) - 0.001;
}

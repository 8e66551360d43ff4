import { z } from 'zod';
import { attendance, playedShare } from './group-viewing.ts';
import type { GroupViewing } from './group-viewing.ts';
import { selfPlayed } from './self-viewing.ts';
import type { SelfViewing } from './self-viewing.ts';

/** The county's rule for what counts. */
export const validityRuleSchema = z.strictObject({
  /** Share (0 to 1) of the chosen programs' length that a group viewing must really have played. */
  groupPlayedShare: z.number().min(0).max(1),
  groupAttendance: z.int().min(0),
  /** A self-viewing counts after this many seconds, or … */
  selfPlayedSeconds: z.number().min(0),
  /** … after this share of the program, if that is shorter. */
  selfPlayedShare: z.number().min(0).max(1),
});
export type ValidityRule = z.infer<typeof validityRuleSchema>;

export const defaultValidityRule: ValidityRule = {
  groupPlayedShare: 0.6,
  groupAttendance: 1,
  selfPlayedSeconds: 180,
  selfPlayedShare: 0.5,
};

/** Why a viewing does not count. */
export const invalidReasons = ['not-started', 'not-ended', 'abandoned', 'played-too-little', 'nobody-attended', 'incomplete-record'] as const;
export type InvalidReason = (typeof invalidReasons)[number];

/** The reasons why a group viewing does not count; none means that it does. */
export function groupViewingFaults(state: GroupViewing, rule: ValidityRule): readonly InvalidReason[] {
  if (state.opened === null) return ['incomplete-record'];
  if (state.abandoned !== null) return ['abandoned'];
  const faults: InvalidReason[] = [];
  if (state.started === null) faults.push('not-started');
  if (state.ended === null) faults.push('not-ended');
  if (playedShare(state).share < rule.groupPlayedShare) faults.push('played-too-little');
  if (attendance(state).total < rule.groupAttendance) faults.push('nobody-attended');
  return faults;
}

/** As `groupViewingFaults`. A self-viewing counts without its end being recorded: the power may have been cut. */
export function selfViewingFaults(state: SelfViewing, rule: ValidityRule): readonly InvalidReason[] {
  if (state.started === null) return ['incomplete-record'];
  const { playedSeconds, lengthSeconds } = selfPlayed(state);
  const needed = Math.min(rule.selfPlayedSeconds, lengthSeconds * rule.selfPlayedShare);
  return playedSeconds < needed ? ['played-too-little'] : [];
}

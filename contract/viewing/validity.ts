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

/** What the rule for group viewings looks at. */
export interface GroupViewingFacts {
  readonly opened: boolean;
  readonly started: boolean;
  readonly ended: boolean;
  readonly abandoned: boolean;
  readonly playedSeconds: number;
  readonly lengthSeconds: number;
  /** Checked-in members plus counted guests. */
  readonly attendance: number;
}

export function groupViewingFacts(state: GroupViewing): GroupViewingFacts {
  const { playedSeconds, lengthSeconds } = playedShare(state);
  return {
    opened: state.opened !== null,
    started: state.started !== null,
    ended: state.ended !== null,
    abandoned: state.abandoned !== null,
    playedSeconds,
    lengthSeconds,
    attendance: attendance(state).total,
  };
}

/** The reasons why a group viewing does not count; none means that it does. */
export function groupFaults(facts: GroupViewingFacts, rule: ValidityRule): readonly InvalidReason[] {
  if (!facts.opened) return ['incomplete-record'];
  if (facts.abandoned) return ['abandoned'];
  const faults: InvalidReason[] = [];
  if (!facts.started) faults.push('not-started');
  if (!facts.ended) faults.push('not-ended');
  const share = facts.lengthSeconds > 0 ? facts.playedSeconds / facts.lengthSeconds : 0;
  if (share < rule.groupPlayedShare) faults.push('played-too-little');
  if (facts.attendance < rule.groupAttendance) faults.push('nobody-attended');
  return faults;
}

export function groupViewingFaults(state: GroupViewing, rule: ValidityRule): readonly InvalidReason[] {
  return groupFaults(groupViewingFacts(state), rule);
}

/** What the rule for self-viewings looks at. */
export interface SelfViewingFacts {
  readonly started: boolean;
  readonly playedSeconds: number;
  readonly lengthSeconds: number;
}

export function selfViewingFacts(state: SelfViewing): SelfViewingFacts {
  return { started: state.started !== null, ...selfPlayed(state) };
}

/** As `groupFaults`. A self-viewing counts without its end being recorded: the power may have been cut. */
export function selfFaults(facts: SelfViewingFacts, rule: ValidityRule): readonly InvalidReason[] {
  if (!facts.started) return ['incomplete-record'];
  const needed = Math.min(rule.selfPlayedSeconds, facts.lengthSeconds * rule.selfPlayedShare);
  return facts.playedSeconds < needed ? ['played-too-little'] : [];
}

export function selfViewingFaults(state: SelfViewing, rule: ValidityRule): readonly InvalidReason[] {
  return selfFaults(selfViewingFacts(state), rule);
}

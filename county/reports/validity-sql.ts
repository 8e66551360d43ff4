import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { InvalidReason, ValidityRule } from '../../contract/viewing/validity.ts';

/** The rule's four numbers as the database takes them: values of a request, or columns of the rule that is kept. */
export type RuleNumbers = { readonly [K in keyof ValidityRule]: RawBuilder<number> };

export function ruleValues(rule: ValidityRule): RuleNumbers {
  const value = (number: number) => sql<number>`${number}::double precision`;
  return {
    groupPlayedShare: value(rule.groupPlayedShare),
    groupAttendance: value(rule.groupAttendance),
    selfPlayedSeconds: value(rule.selfPlayedSeconds),
    selfPlayedShare: value(rule.selfPlayedShare),
  };
}

/** The rule that daily figures are counted by; `from counting_rule` must be in the query. */
export const keptRule: RuleNumbers = {
  groupPlayedShare: sql<number>`(counting_rule.rule->>'groupPlayedShare')::double precision`,
  groupAttendance: sql<number>`(counting_rule.rule->>'groupAttendance')::double precision`,
  selfPlayedSeconds: sql<number>`(counting_rule.rule->>'selfPlayedSeconds')::double precision`,
  selfPlayedShare: sql<number>`(counting_rule.rule->>'selfPlayedShare')::double precision`,
};

/**
 * The first reason why a row of `group_viewings as v` does not count; null: it counts. The same as the first one of the
 * contract's `groupFaults`, for lists that the database filters and adds up; a test holds the two together.
 */
export function groupFault(rule: RuleNumbers): RawBuilder<InvalidReason | null> {
  return sql`case
    when v.opened_at is null then 'incomplete-record'
    when v.abandoned_at is not null then 'abandoned'
    when v.started_at is null then 'not-started'
    when v.ended_at is null then 'not-ended'
    when (case when v.length_seconds > 0 then v.played_seconds / v.length_seconds else 0 end) < ${rule.groupPlayedShare} then 'played-too-little'
    when v.members + v.guests < ${rule.groupAttendance} then 'nobody-attended'
  end`;
}

/** As `groupFault`, for a row of `self_viewings as v`. */
export function selfFault(rule: RuleNumbers): RawBuilder<InvalidReason | null> {
  return sql`case
    when v.started_at is null then 'incomplete-record'
    when v.played_seconds < least(${rule.selfPlayedSeconds}, v.length_seconds * ${rule.selfPlayedShare}) then 'played-too-little'
  end`;
}

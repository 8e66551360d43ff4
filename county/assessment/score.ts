import type { AssessmentRules, RuleName } from './rules.ts';
import { ruleNames } from './rules.ts';

/** What was found of one site in one month. */
export interface SiteFacts {
  readonly viewings: number;
  readonly openHours: number;
  /** At counted group viewings. */
  readonly members: number;
  readonly expected: number;
  /** Issues released in the month, and how many of them were there in time. */
  readonly released: number;
  readonly inTime: number;
  /** The day on which the report was signed off, `2026-12-08`; null: it has not been. */
  readonly reportedOn: string | null;
  /** The last day for the report, and whether that day is over. */
  readonly reportDue: string;
  readonly reportIsDue: boolean;
  /** Counted group viewings with pictures of start, middle and end. */
  readonly withEvidence: number;
}

/** One line of the working. */
export interface RuleScore {
  readonly rule: RuleName;
  /** Most points it can give; 0: there is nothing to judge it by (no issue was released, the report is not due yet). */
  readonly points: number;
  readonly given: number;
  /** What was found, and what is asked for, in the rule's own unit; null: nothing. */
  readonly found: number | null;
  readonly needed: number;
  /** Of how many, where the rule is about several. */
  readonly of: number | null;
}

/** The points of every rule that is used. What is asked for in part gives points in part. */
export function scoreRules(rules: AssessmentRules, facts: SiteFacts): readonly RuleScore[] {
  return ruleNames.filter((rule) => rules[rule].points > 0).map((rule) => scoreRule(rule, rules, facts));
}

function scoreRule(rule: RuleName, rules: AssessmentRules, facts: SiteFacts): RuleScore {
  switch (rule) {
    case 'viewings':
      return partly(rule, rules.viewings.points, facts.viewings, rules.viewings.atLeast, null);
    case 'hours':
      return partly(rule, rules.hours.points, facts.openHours, rules.hours.atLeast, null);
    case 'attendance': {
      const percent = facts.expected === 0 ? null : oneDigit((facts.members / facts.expected) * 100);
      return partly(rule, rules.attendance.points, percent, rules.attendance.percent, facts.viewings);
    }
    case 'downloads':
      return facts.released === 0 ? { rule, points: 0, given: 0, found: null, needed: 0, of: 0 } : partly(rule, rules.downloads.points, facts.inTime, facts.released, facts.released);
    case 'report': {
      const { points, byDay } = rules.report;
      // Days after the month's end.
      const found = facts.reportedOn === null ? null : byDay + (Date.parse(facts.reportedOn) - Date.parse(facts.reportDue)) / 86_400_000;
      const isInTime = facts.reportedOn !== null && facts.reportedOn <= facts.reportDue;
      if (!isInTime && !facts.reportIsDue) return { rule, points: 0, given: 0, found, needed: byDay, of: null };
      return { rule, points, given: isInTime ? points : 0, found, needed: byDay, of: null };
    }
    case 'evidence':
      // Without a group viewing there is nothing to show, and nothing earned.
      return partly(rule, rules.evidence.points, facts.withEvidence, Math.max(1, facts.viewings), facts.viewings);
  }
}

function partly(rule: RuleName, points: number, found: number | null, needed: number, of: number | null): RuleScore {
  return { rule, points, given: oneDigit(points * Math.min(1, (found ?? 0) / needed)), found, needed, of };
}

/** The score, of a hundred, with one place; null while no rule can be judged. */
export function totalScore(scores: readonly RuleScore[]): number | null {
  const [given, points] = scores.reduce(([sum, most], score) => [sum + score.given, most + score.points], [0, 0]);
  return points === 0 ? null : oneDigit((given / points) * 100);
}

/** The mean of the scores that there are. */
export function meanScore(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null);
  return known.length === 0 ? null : oneDigit(known.reduce((sum, score) => sum + score, 0) / known.length);
}

function oneDigit(value: number): number {
  return Math.round(value * 10) / 10;
}

import { z } from 'zod';
import type { ProgramCopy, ProgramId } from '../programs/program.ts';

/** The county's rule for the course plans of its members. */
export const courseRuleSchema = z.strictObject({
  /** So many special courses at least each member chooses, and completes, in a year. */
  specialCourses: z.int().min(0).max(200),
});
export type CourseRule = z.infer<typeof courseRuleSchema>;

export const defaultCourseRule: CourseRule = { specialCourses: 5 };

/** A calendar year; the first four characters of a wall time. */
export const yearSchema = z.int().min(2000).max(2999);

/** Most courses of one member in one year. */
export const MAX_COURSES = 100;

export function yearOf(at: string): number {
  return Number(at.slice(0, 4));
}

/** How a year's plan stands against the county's rule. */
export interface PlanStanding {
  /** Special courses in the plan. A public course in it is the member's own wish and helps no one over the rule. */
  readonly chosen: number;
  /** Special courses of the plan that are completed. */
  readonly done: number;
  /** Special courses that the rule still asks to be chosen. */
  readonly missingChoices: number;
  /** Special courses that the rule still asks to be completed, chosen yet or not. */
  readonly missing: number;
}

export function planStanding(plan: readonly Pick<ProgramCopy, 'program' | 'courseKind'>[], completed: ReadonlySet<ProgramId>, rule: CourseRule): PlanStanding {
  const special = plan.filter(({ courseKind }) => courseKind === 'special');
  const done = special.filter(({ program }) => completed.has(program)).length;
  return {
    chosen: special.length,
    done,
    missingChoices: Math.max(0, rule.specialCourses - special.length),
    missing: Math.max(0, rule.specialCourses - done),
  };
}

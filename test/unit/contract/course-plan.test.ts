import { expect, test } from 'vitest';
import type { CourseKind, ProgramId } from '../../../contract/programs/program.ts';
import { programIdSchema } from '../../../contract/programs/program.ts';
import { planStanding, yearOf } from '../../../contract/viewing/course-plan.ts';

const rule = { specialCourses: 3 };
const course = (name: string, courseKind: CourseKind = 'special') => ({ program: programIdSchema.parse(`2026-11/${name}`), courseKind });
const done = (...names: string[]): ReadonlySet<ProgramId> => new Set(names.map((name) => course(name).program));

test('a plan lacks what the rule asks for beyond what was chosen and completed', () => {
  expect(planStanding([], done(), rule)).toEqual({ chosen: 0, done: 0, missingChoices: 3, missing: 3 });
  expect(planStanding([course('a'), course('b')], done('b'), rule)).toEqual({ chosen: 2, done: 1, missingChoices: 1, missing: 2 });
  expect(planStanding(['a', 'b', 'c', 'd'].map((name) => course(name)), done('a', 'b', 'c'), rule)).toEqual({ chosen: 4, done: 3, missingChoices: 0, missing: 0 });
});

test('a public course helps no one over the rule, nor does one that is not in the plan', () => {
  expect(planStanding([course('a', 'public')], done('a', 'elsewhere'), rule)).toEqual({ chosen: 0, done: 0, missingChoices: 3, missing: 3 });
});

test('the year is the one at the site', () => {
  expect(yearOf('2027-01-01T00:30:00.000+08:00')).toBe(2027);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessmentRulesSchema, defaultRules } from '../../../../county/assessment/rules.ts';
import { meanScore, scoreRules, totalScore } from '../../../../county/assessment/score.ts';
import type { SiteFacts } from '../../../../county/assessment/score.ts';
import { dueDay } from '../../../../county/assessment/facts.ts';

const perfect: SiteFacts = { viewings: 2, openHours: 20, members: 85, expected: 100, released: 1, inTime: 1, reportedOn: '2026-11-10', reportDue: '2026-11-10', reportIsDue: true, withEvidence: 2 };
const scoreOf = (changes: Partial<SiteFacts>) => totalScore(scoreRules(defaultRules, { ...perfect, ...changes }));

describe('a site’s score', () => {
  test('is a hundred when everything that is asked for is there, and more gives no more', () => {
    expect(scoreOf({})).toBe(100);
    expect(scoreOf({ viewings: 9, withEvidence: 9, openHours: 300, members: 100 })).toBe(100);
  });

  test('gives points in part for what is there in part', () => {
    expect(scoreOf({ viewings: 1, withEvidence: 1 })).toBe(87.5);
    expect(scoreOf({ openHours: 5 })).toBe(85);
    expect(scoreOf({ members: 34 })).toBe(88);
  });

  test('leaves out what cannot be judged, and judges it when it can', () => {
    expect(scoreOf({ released: 0, inTime: 0 })).toBe(100);
    expect(scoreOf({ reportedOn: null, reportIsDue: false })).toBe(100);
    expect(scoreOf({ reportedOn: null })).toBe(90);
    expect(scoreOf({ reportedOn: '2026-11-11' })).toBe(90);
  });

  test('earns nothing by viewings that were not there', () => {
    expect(scoreOf({ viewings: 0, members: 0, expected: 0, withEvidence: 0 })).toBe(45);
  });

  test('lies between nothing and a hundred whatever the facts and rules are', () => {
    const count = fc.nat({ max: 1000 });
    const facts = fc.record({ viewings: count, openHours: fc.double({ min: 0, max: 744, noNaN: true }), members: count, expected: count, released: count, inTime: count, reportedOn: fc.constantFrom(null, '2026-11-02', '2027-01-30'), reportDue: fc.constant('2026-11-10'), reportIsDue: fc.boolean(), withEvidence: count });
    const points = fc.nat({ max: 50 });
    fc.assert(
      fc.property(facts, points, points, points, (given, a, b, c) => {
        const rules = { ...defaultRules, viewings: { points: a, atLeast: 3 }, downloads: { points: b, withinDays: 7 }, report: { points: c, byDay: 10 } };
        const score = totalScore(scoreRules(rules, { ...given, inTime: Math.min(given.inTime, given.released) }));
        expect(score === null || (score >= 0 && score <= 100)).toBe(true);
      }),
    );
  });
});

test('the mean leaves out sites without a score', () => {
  expect(meanScore([80, null, 91])).toBe(85.5);
  expect(meanScore([null])).toBeNull();
});

test('the report’s last day is in the month after, also at the end of a year', () => {
  expect(dueDay('2026-12', 10)).toBe('2027-01-10');
});

test('rules of which none gives points are refused', () => {
  const none = Object.fromEntries(Object.entries(defaultRules).map(([rule, value]) => [rule, { ...value, points: 0 }]));
  expect(assessmentRulesSchema.safeParse(none).success).toBe(false);
  expect(assessmentRulesSchema.safeParse(defaultRules).success).toBe(true);
});

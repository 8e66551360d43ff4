import { z } from 'zod';

const points = z.int().min(0).max(1000);

/** What a site is assessed by in a month, and how many points each rule can give. 0 points: the rule is not used. */
export const assessmentRulesSchema = z
  .strictObject({
    /** Group viewings that count. */
    viewings: z.strictObject({ points, atLeast: z.int().min(1).max(100) }),
    /** Opening hours. */
    hours: z.strictObject({ points, atLeast: z.number().min(1).max(744) }),
    /** Members at counted group viewings, of those expected. */
    attendance: z.strictObject({ points, percent: z.number().min(1).max(100) }),
    /** Issues that were released in the month, on the site's disk within so many days. */
    downloads: z.strictObject({ points, withinDays: z.int().min(1).max(60) }),
    /** The site's monthly report, signed off by this day of the month after. */
    report: z.strictObject({ points, byDay: z.int().min(1).max(28) }),
    /** Pictures of start, middle and end of each counted group viewing. */
    evidence: z.strictObject({ points }),
  })
  .refine((rules) => Object.values(rules).some((rule) => rule.points > 0), { error: 'at least one rule gives points' });
export type AssessmentRules = z.infer<typeof assessmentRulesSchema>;

export const ruleNames = ['viewings', 'hours', 'attendance', 'downloads', 'report', 'evidence'] as const;
export const ruleNameSchema = z.enum(ruleNames);
export type RuleName = (typeof ruleNames)[number];

/** What counties usually ask; see docs/county-guide.md. */
export const defaultRules: AssessmentRules = {
  viewings: { points: 25, atLeast: 2 },
  hours: { points: 20, atLeast: 20 },
  attendance: { points: 20, percent: 85 },
  downloads: { points: 15, withinDays: 7 },
  report: { points: 10, byDay: 10 },
  evidence: { points: 10 },
};

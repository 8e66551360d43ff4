import { z } from 'zod';
import { localizedTextSchema } from '../../contract/text.ts';
import { slugSchema, wallTimeSchema } from '../../contract/values.ts';
import { monthSchema } from '../monthly/schemas.ts';
import { assessmentRulesSchema, ruleNameSchema } from './rules.ts';

export const assessmentPaths = {
  assessment: '/v1/reports/assessment',
  file: '/v1/reports/assessment/file',
  rules: '/v1/admin/assessment/rules',
} as const;

export const assessmentQuerySchema = z.strictObject({ month: monthSchema, township: slugSchema.optional() });
export type AssessmentQuery = z.infer<typeof assessmentQuerySchema>;

const score = z.number().min(0).max(100).nullable();
export const ruleScoreSchema = z.strictObject({
  rule: ruleNameSchema,
  points: z.number().nonnegative(),
  given: z.number().nonnegative(),
  found: z.number().nullable(),
  needed: z.number(),
  of: z.number().nullable(),
});

export const assessmentSchema = z.strictObject({
  month: monthSchema,
  unfinished: z.boolean(),
  /** By which version of the rules; 0: the defaults. */
  version: z.int().nonnegative(),
  rules: assessmentRulesSchema,
  score,
  townships: z.array(
    z.strictObject({
      township: slugSchema,
      name: localizedTextSchema,
      /** The mean of its sites' scores. */
      score,
      sites: z.array(z.strictObject({ site: slugSchema, name: localizedTextSchema, score, rules: z.array(ruleScoreSchema) })),
    }),
  ),
});
export type Assessment = z.infer<typeof assessmentSchema>;

/** `GET` and `PUT /v1/admin/assessment/rules`: `PUT` makes the next version, of the one that was read. */
export const keptRulesSchema = z.strictObject({ version: z.int().nonnegative(), rules: assessmentRulesSchema, madeBy: z.string().nullable(), madeAt: wallTimeSchema.nullable() });
export type KeptRules = z.infer<typeof keptRulesSchema>;
export const rulesChangeSchema = z.strictObject({ after: z.int().nonnegative(), rules: assessmentRulesSchema });

import { z } from 'zod';
import { localizedTextSchema } from '../../contract/text.ts';
import { groupViewingKindSchema, planIdSchema } from '../../contract/usage/copies.ts';
import { programIdSchema } from '../../contract/programs/program.ts';
import { timeOfDaySchema } from '../../contract/usage/group-events.ts';
import { daySchema, slugSchema } from '../../contract/values.ts';
import { plannedProgramSchema } from '../../contract/viewing/plan.ts';

export const planPaths = {
  plans: '/v1/admin/plans',
  plan: (plan: string) => `/v1/admin/plans/${plan}`,
  choices: '/v1/admin/plan-choices',
} as const;

/** `POST /v1/admin/plans`, and `PUT /v1/admin/plans/:plan`. Neither township nor sites: for every site. */
export const planRequestSchema = z
  .strictObject({
    township: slugSchema.nullable(),
    sites: z.array(slugSchema).min(1).max(2000).nullable(),
    day: daySchema,
    time: timeOfDaySchema,
    kind: groupViewingKindSchema,
    programs: z.array(programIdSchema).max(50),
    issue: slugSchema.nullable(),
    note: z.string().trim().max(300),
  })
  .refine(({ township, sites }) => township === null || sites === null, { error: 'either a township or sites' });
export type PlanRequest = z.infer<typeof planRequestSchema>;

const count = z.int().nonnegative();

/** A plan as it stands. `held` and `expected`: sites that began a viewing from it, and sites that it is for, of those one may see. */
export const planEntrySchema = z.strictObject({
  plan: planIdSchema,
  township: slugSchema.nullable(),
  sites: z.array(slugSchema).nullable(),
  day: daySchema,
  time: timeOfDaySchema,
  kind: groupViewingKindSchema,
  programs: z.array(plannedProgramSchema),
  issue: slugSchema.nullable(),
  note: z.string(),
  madeBy: z.string().nullable(),
  expected: count,
  held: count,
  /** Who asks may change it. */
  mine: z.boolean(),
});
export type PlanEntry = z.infer<typeof planEntrySchema>;
/** `GET /v1/admin/plans?from=`: from this day on, the soonest first. */
export const plansQuerySchema = z.strictObject({ from: daySchema.optional() });
export const plansAnswerSchema = z.strictObject({ plans: z.array(planEntrySchema) });

/** `GET /v1/admin/plan-choices`: what a plan can be made of by whoever asks. */
export const planChoicesSchema = z.strictObject({
  issues: z.array(z.strictObject({ issue: slugSchema, number: z.string(), title: localizedTextSchema, programs: z.array(plannedProgramSchema) })),
  townships: z.array(z.strictObject({ id: slugSchema, name: localizedTextSchema })),
  sites: z.array(z.strictObject({ id: slugSchema, township: slugSchema, name: localizedTextSchema })),
  /** The one township that this person plans for; null: all. */
  only: slugSchema.nullable(),
});
export type PlanChoices = z.infer<typeof planChoicesSchema>;

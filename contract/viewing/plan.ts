import { z } from 'zod';
import { programIdSchema } from '../programs/program.ts';
import { localizedTextSchema } from '../text.ts';
import { groupViewingKindSchema, planIdSchema } from '../usage/copies.ts';
import { timeOfDaySchema } from '../usage/group-events.ts';
import { daySchema, slugSchema, wallTimeSchema } from '../values.ts';

/** A program that is planned, with its title for where the program itself is not known. */
export const plannedProgramSchema = z.strictObject({ program: programIdSchema, title: localizedTextSchema });

/** A coming group viewing. */
export const plannedViewingSchema = z.strictObject({
  plan: planIdSchema,
  /** Local to the site. */
  day: daySchema,
  time: timeOfDaySchema,
  kind: groupViewingKindSchema,
  /** What to watch; empty: the programs of `issue`, or what the operator chooses. */
  programs: z.array(plannedProgramSchema).max(50),
  issue: slugSchema.nullable(),
  note: z.string().max(300),
});
export type PlannedViewing = z.infer<typeof plannedViewingSchema>;

/** `plan/1`: what the county has planned for one site, signed as a JWS. */
export const sitePlanSchema = z.strictObject({
  kind: z.literal('plan/1'),
  site: slugSchema,
  version: z.int().positive(),
  publishedAt: wallTimeSchema,
  items: z.array(plannedViewingSchema).max(200),
});
export type SitePlan = z.infer<typeof sitePlanSchema>;

import { z } from 'zod';
import { localizedTextSchema } from '../../contract/text.ts';
import { activityFactsSchema, activityKindSchema } from '../../contract/usage/group-events.ts';
import { daySchema, slugSchema, uuidSchema } from '../../contract/values.ts';

/** `GET /v1/reports/activities?from=&to=&township=&site=`: what happened away from the terminals, the newest day first. */
export const ACTIVITIES_PATH = '/v1/reports/activities';
export const activitiesQuerySchema = z.strictObject({ from: daySchema.optional(), to: daySchema.optional(), township: slugSchema.optional(), site: slugSchema.optional() });
export type ActivitiesQuery = z.infer<typeof activitiesQuerySchema>;

const count = z.int().nonnegative();

/** Their own figures; none of them is part of the five. Person-times are members and guests; what was withdrawn counts nowhere. */
export const activityFiguresSchema = z.strictObject({
  total: count,
  byKind: z.record(activityKindSchema, count),
  personTimes: count,
  handouts: count,
});
export type ActivityFigures = z.infer<typeof activityFiguresSchema>;

export const activityEntrySchema = z.strictObject({
  journal: uuidSchema,
  activity: uuidSchema,
  site: slugSchema,
  siteName: localizedTextSchema,
  /** As it holds now; null while the line that says it is missing. */
  now: activityFactsSchema.nullable(),
  /** Everything that was said of it, the first record first; `reason` is null there. */
  versions: z.array(z.strictObject({ seq: z.int(), at: z.string(), facts: activityFactsSchema, reason: z.string().nullable() })),
  withdrawn: z.strictObject({ at: z.string(), reason: z.string() }).nullable(),
});
export type ActivityEntry = z.infer<typeof activityEntrySchema>;
export const activitiesAnswerSchema = z.strictObject({
  figures: activityFiguresSchema,
  activities: z.array(activityEntrySchema),
  /** There are more than are listed. */
  more: z.boolean(),
});
export type ActivitiesAnswer = z.infer<typeof activitiesAnswerSchema>;

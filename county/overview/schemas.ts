import { z } from 'zod';
import { figuresSchema } from '../../contract/http.ts';
import { localizedTextSchema } from '../../contract/text.ts';
import { daySchema, slugSchema, wallTimeSchema } from '../../contract/values.ts';

const periodSchema = z.strictObject({ from: daySchema.nullable(), to: daySchema.nullable() });
/** `before`: the same days a year earlier; null where the period has no beginning. */
const bothShape = { figures: figuresSchema, before: figuresSchema.nullable() };

/** `GET /v1/overview?from=&to=&township=&site=`: the five figures with those of the year before, by township and site. */
export const overviewSchema = z.strictObject({
  period: periodSchema,
  periodBefore: periodSchema.nullable(),
  ...bothShape,
  townships: z.array(z.strictObject({ id: slugSchema, name: localizedTextSchema, sites: z.int().nonnegative(), ...bothShape })),
  sites: z.array(
    z.strictObject({
      site: slugSchema,
      name: localizedTextSchema,
      township: z.strictObject({ id: slugSchema, name: localizedTextSchema }),
      lastContactAt: wallTimeSchema.nullable(),
      ...bothShape,
    }),
  ),
});
export type Overview = z.infer<typeof overviewSchema>;

/** `GET /v1/overview/trend?to=&township=&site=`: the twelve months that end with the one of `to`, each beside that of the year before. */
export const trendQuerySchema = z.strictObject({ to: daySchema, township: slugSchema.optional(), site: slugSchema.optional() });
export type TrendQuery = z.infer<typeof trendQuerySchema>;
const figureShape = { issuesDownloaded: z.number(), partyClasses: z.number(), trainings: z.number(), lookups: z.number(), personTimes: z.number() };
export const trendSchema = z.strictObject({
  /** `2026-11`, the oldest first. */
  months: z.array(z.strictObject({ month: z.string(), figures: z.strictObject(figureShape), before: z.strictObject(figureShape) })),
});
export type Trend = z.infer<typeof trendSchema>;

export const overviewPaths = { overview: '/v1/overview', trend: '/v1/overview/trend' } as const;

import { z } from 'zod';
import { figuresSchema } from '../../contract/http.ts';
import { localizedTextSchema } from '../../contract/text.ts';
import { daySchema, slugSchema, wallTimeSchema } from '../../contract/values.ts';

export const monthSchema = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);
export const scopes = ['site', 'township', 'county'] as const;
export const scopeSchema = z.enum(scopes);
export type Scope = (typeof scopes)[number];

/** The county's own report has this in the place of a site or township. */
export const COUNTY_ID = 'county';

export const monthlyPaths = {
  list: '/v1/reports/monthly',
  report: (month: string, scope: string, id: string) => `/v1/reports/monthly/${month}/${scope}/${id}`,
  file: (month: string, scope: string, id: string) => `/v1/reports/monthly/${month}/${scope}/${id}/file`,
  remarks: (month: string, scope: string, id: string) => `/v1/reports/monthly/${month}/${scope}/${id}/remarks`,
  signature: (month: string, scope: string, id: string) => `/v1/reports/monthly/${month}/${scope}/${id}/signature`,
} as const;

const count = z.int().nonnegative();

/** What a report tells of a site, a township, a day or all together. Hours have one place behind the point. */
export const reportRowSchema = z.strictObject({
  /** A site, a township, a day (`2026-11-03`) or `total`. */
  id: z.string(),
  /** Null: a day, or the total. */
  name: localizedTextSchema.nullable(),
  township: localizedTextSchema.nullable(),
  figures: figuresSchema,
  openHours: z.number().nonnegative(),
  /** Of group viewings that count: members and guests there, and members expected. */
  attended: count,
  /** Members among them. */
  members: count,
  expected: count,
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** What is signed off, and kept as it was. */
export const reportContentSchema = z.strictObject({
  total: reportRowSchema,
  /** Of a site: its days on which something happened; of a township: its sites; of the county: its townships. */
  rows: z.array(reportRowSchema),
  /** The year up to the end of the month. */
  yearToDate: figuresSchema,
  /** The group viewings of a site, as far as they count or not; empty for others. */
  viewings: z.array(
    z.strictObject({
      began: z.string(),
      kind: z.string().nullable(),
      titles: z.array(localizedTextSchema),
      playedPercent: z.number().nullable(),
      members: count,
      guests: count,
      expected: count.nullable(),
      counted: z.boolean(),
    }),
  ),
});
export type ReportContent = z.infer<typeof reportContentSchema>;

/** What has changed since a report was signed off: a figure of a row that was one number and is another now. */
export const differenceSchema = z.strictObject({ row: z.string(), name: localizedTextSchema.nullable(), column: z.string(), was: z.number().nullable(), is: z.number().nullable() });
export type Difference = z.infer<typeof differenceSchema>;

const signatureSchema = z.strictObject({ by: z.string(), at: wallTimeSchema });

export const reportSchema = z.strictObject({
  month: monthSchema,
  scope: scopeSchema,
  id: slugSchema,
  name: localizedTextSchema,
  township: localizedTextSchema.nullable(),
  period: z.strictObject({ from: daySchema, to: daySchema }),
  revision: z.int().positive(),
  remarks: z.string(),
  /** Null: a draft, made of the events as they are now. */
  signed: signatureSchema.nullable(),
  /** The month is not over yet. */
  unfinished: z.boolean(),
  content: reportContentSchema,
  /** Names the content: to sign it off, say it, so that nothing is signed that was not seen. */
  digest: z.string(),
  sinceThen: z.array(differenceSchema),
  /** What whoever asks may do. */
  may: z.strictObject({ write: z.boolean(), reopen: z.boolean() }),
});
export type Report = z.infer<typeof reportSchema>;

export const reportListQuerySchema = z.strictObject({ month: monthSchema });
export const reportListSchema = z.strictObject({
  month: monthSchema,
  reports: z.array(
    z.strictObject({ scope: scopeSchema, id: slugSchema, name: localizedTextSchema, township: localizedTextSchema.nullable(), signed: signatureSchema.nullable(), hasRemarks: z.boolean() }),
  ),
});
export type ReportList = z.infer<typeof reportListSchema>;

export const remarksSchema = z.strictObject({ remarks: z.string().max(5000) });
export const signRequestSchema = z.strictObject({ digest: z.string().length(64) });

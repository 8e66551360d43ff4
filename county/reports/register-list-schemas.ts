import { z } from 'zod';
import { localizedTextSchema } from '../../contract/text.ts';
import { memberCopySchema } from '../../contract/usage/event.ts';
import { daySchema, slugSchema, uuidSchema, wallTimeSchema } from '../../contract/values.ts';
import { invalidReasons } from '../../contract/viewing/validity.ts';
import { segmentSchema } from '../../contract/viewing/played-segments.ts';
import { flags } from './flag-names.ts';
import { correctedTimeSchema } from './register-schemas.ts';

/** What the register lists, each in a tab of its own. */
export const registerTabs = ['group', 'self', 'lookups', 'downloads', 'offline'] as const;
export const registerTabSchema = z.enum(registerTabs);
export type RegisterTab = (typeof registerTabs)[number];

export const registerPaths = {
  list: (tab: string) => `/v1/reports/register/${tab}`,
  file: (tab: string) => `/v1/reports/register/${tab}/file`,
  entry: (tab: string, journal: string, key: string) => `/v1/reports/register/${tab}/${journal}/${key}`,
  lines: (journal: string) => `/v1/reports/lines/${journal}`,
} as const;

export const registerSorts = ['time', 'site', 'played', 'people'] as const;
export const notCountedReasons = [...invalidReasons, 'part-of-search', 'withdrawn'] as const;
export type NotCountedReason = (typeof notCountedReasons)[number];

/** Which rows are wanted. Days are inclusive, local to the site, and those by which figures go. */
const filterShape = {
  from: daySchema.optional(),
  to: daySchema.optional(),
  township: slugSchema.optional(),
  site: slugSchema.optional(),
  /** Of a group viewing or activity; of an item of information; of a download, its carrier. */
  kind: z.string().min(1).max(40).optional(),
  counted: z.enum(['yes', 'no']).optional(),
  /** Why it does not count: the first reason, as in the figures. */
  reason: z.enum(notCountedReasons).optional(),
  sort: z.enum(registerSorts).default('time'),
  order: z.enum(['asc', 'desc']).default('desc'),
};
export const registerFilterSchema = z.strictObject(filterShape);
export type RegisterFilter = z.infer<typeof registerFilterSchema>;

const wholeNumber = z.coerce.number().pipe(z.int().nonnegative());
/** `GET /v1/reports/register/:tab`. */
export const registerListQuerySchema = z.strictObject({ ...filterShape, limit: wholeNumber.pipe(z.int().min(1).max(500)).default(50), offset: wholeNumber.default(0) });
export type RegisterListQuery = z.infer<typeof registerListQuerySchema>;

const count = z.int().nonnegative();

/** One row of the register; what a tab has no use for is null. */
export const registerRowSchema = z.strictObject({
  tab: registerTabSchema,
  journal: uuidSchema,
  /** With the journal it names the row: a viewing, search, event, activity or issue. */
  key: z.string(),
  /** Its first line in the journal. */
  seq: z.int().positive(),
  site: slugSchema,
  siteName: localizedTextSchema,
  townshipName: localizedTextSchema,
  began: correctedTimeSchema,
  startedAt: wallTimeSchema.nullable(),
  endedAt: wallTimeSchema.nullable(),
  kind: z.string().nullable(),
  titles: z.array(localizedTextSchema),
  playedSeconds: z.number().nullable(),
  lengthSeconds: z.number().nullable(),
  members: count.nullable(),
  guests: count.nullable(),
  /** Members on the roster when it was opened. */
  expected: count.nullable(),
  hits: count.nullable(),
  version: count.nullable(),
  counted: z.boolean(),
  /** Every reason why it does not count, the one it is tallied under first. */
  reasons: z.array(z.enum(notCountedReasons)),
  flags: z.array(z.enum(flags)),
});
export type RegisterRow = z.infer<typeof registerRowSchema>;

export const registerListSchema = z.strictObject({ total: count, rows: z.array(registerRowSchema) });
export type RegisterList = z.infer<typeof registerListSchema>;

/** A line of a journal as it came, with its times. */
export const rawLineSchema = z.strictObject({
  seq: z.int().positive(),
  hash: z.string(),
  /** Null: it cannot be read. */
  type: z.string().nullable(),
  time: correctedTimeSchema.nullable(),
  receivedAt: wallTimeSchema,
  carrier: z.string().nullable(),
  text: z.string(),
  fault: z.string().nullable(),
});
export type RawLine = z.infer<typeof rawLineSchema>;

/** `GET /v1/reports/lines/:journal?first=&limit=`: lines from `first` on. */
export const linesQuerySchema = z.strictObject({ first: wholeNumber.pipe(z.int().positive()).default(1), limit: wholeNumber.pipe(z.int().min(1).max(200)).default(50) });
export const linesAnswerSchema = z.strictObject({
  journal: uuidSchema,
  site: slugSchema,
  siteName: localizedTextSchema,
  townshipName: localizedTextSchema,
  highest: count,
  lines: z.array(rawLineSchema),
});
export type LinesAnswer = z.infer<typeof linesAnswerSchema>;

/** `GET /v1/reports/register/:tab/:journal/:key`: everything about one row. */
export const registerEntrySchema = z.strictObject({
  row: registerRowSchema,
  programs: z.array(z.strictObject({ program: z.string(), title: localizedTextSchema, lengthSeconds: z.number(), playedSeconds: z.number(), segments: z.array(segmentSchema) })),
  people: z.array(z.strictObject({ number: z.string(), name: z.string(), at: z.string() })),
  evidence: z.array(z.strictObject({ sha256: z.string(), moment: z.string(), source: z.string(), at: z.string() })),
  /** What people thought of it: stars from 1 to 5. Null: nobody said. */
  rating: z.strictObject({ mean: z.number().min(1).max(5), count }).nullable(),
  corrections: z.array(z.strictObject({ seq: z.int().positive(), at: z.string(), reason: z.string(), note: z.string().nullable(), kind: z.string().nullable(), guests: count.nullable(), added: z.array(memberCopySchema), removed: z.array(memberCopySchema) })),
  lines: z.array(rawLineSchema),
  /** There are more lines about it than are shown. */
  moreLines: z.boolean(),
});
export type RegisterEntry = z.infer<typeof registerEntrySchema>;

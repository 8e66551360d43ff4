import { z } from 'zod';
import { informationItemSchema, informationKinds, informationKindSchema, pictureSchema, synonymsSchema } from '../../contract/information/item.ts';
import { localizedTextSchema } from '../../contract/text.ts';
import { daySchema, sha256Schema, slugSchema, wallTimeSchema } from '../../contract/values.ts';
import { tableFaultSchema } from './import/fault.ts';

/** What staff's pages ask and are answered about the wealth information. Reading is for everyone who signed in, changing for county staff. */
export const informationPaths = {
  items: '/v1/admin/information/items',
  item: (id: string) => `/v1/admin/information/items/${encodeURIComponent(id)}`,
  restore: (id: string) => `/v1/admin/information/items/${encodeURIComponent(id)}/restoration`,
  revert: (id: string) => `/v1/admin/information/items/${encodeURIComponent(id)}/reversion`,
  pending: '/v1/admin/information/changes',
  publication: '/v1/admin/information/publication',
  versions: '/v1/admin/information/versions',
  synonyms: '/v1/admin/information/synonyms',
  pictures: '/v1/admin/information/pictures',
  import: '/v1/admin/information/import',
  table: '/v1/admin/information/table',
  lookups: '/v1/admin/information/lookups',
  lookupsTable: '/v1/admin/information/lookups/table',
} as const;

/** Largest table that is taken in. */
export const MAX_TABLE_BYTES = 32 * 1024 ** 2;

const count = z.int().nonnegative();

export const itemStates = ['all', 'pending', 'expired', 'removed'] as const;
export const itemsQuerySchema = z.strictObject({
  kind: informationKindSchema.optional(),
  q: z.string().trim().max(100).optional(),
  state: z.enum(itemStates).default('all'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type ItemsQuery = z.infer<typeof itemsQuerySchema>;

export const pendingSchema = z.enum(['added', 'changed', 'removed']);

export const listedItemSchema = z.strictObject({
  id: slugSchema.max(120),
  kind: informationKindSchema,
  title: z.string(),
  day: daySchema,
  expires: daySchema.nullable(),
  expired: z.boolean(),
  removed: z.boolean(),
  /** Null: terminals have it as it is here. */
  pending: pendingSchema.nullable(),
  changedAt: wallTimeSchema,
  /** Empty: taken over from an earlier program. */
  changedBy: z.string(),
});
export type ListedItem = z.infer<typeof listedItemSchema>;

export const itemsAnswerSchema = z.strictObject({
  items: z.array(listedItemSchema),
  /** How many there are in all that were asked for. */
  total: count,
  pending: count,
});
export type ItemsAnswer = z.infer<typeof itemsAnswerSchema>;

export const historyEntrySchema = z.strictObject({
  at: wallTimeSchema,
  by: z.string(),
  action: z.enum(['added', 'changed', 'removed', 'restored', 'reverted']),
  changes: z.array(z.strictObject({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })).nullable(),
});
export type HistoryEntryAnswer = z.infer<typeof historyEntrySchema>;

export const itemAnswerSchema = z.strictObject({
  item: informationItemSchema,
  revision: z.int().positive(),
  removed: z.boolean(),
  pending: pendingSchema.nullable(),
  /** Newest first, the last hundred. */
  history: z.array(historyEntrySchema),
});
export type ItemAnswer = z.infer<typeof itemAnswerSchema>;

/** `PUT` of an item: `revision` 0 makes a new one, any other is the one that was read. */
export const itemChangeSchema = z.strictObject({ revision: z.int().nonnegative(), item: informationItemSchema });
export const revisionSchema = z.strictObject({ revision: z.coerce.number().int().positive() });

export const pendingAnswerSchema = z.strictObject({
  /** To be named when these changes are published. */
  mark: z.string(),
  /** What terminals have. */
  version: z.int().positive(),
  publishedAt: wallTimeSchema,
  items: count,
  counts: z.strictObject({ added: count, changed: count, removed: count }),
  /** The newest two hundred. */
  list: z.array(z.strictObject({ id: z.string(), kind: informationKindSchema, title: z.string(), pending: pendingSchema, changedAt: wallTimeSchema, changedBy: z.string() })),
  synonymsChanged: z.boolean(),
});
export type PendingAnswer = z.infer<typeof pendingAnswerSchema>;

export const publicationRequestSchema = z.strictObject({ mark: z.string().max(60) });
export const publicationAnswerSchema = z.strictObject({ version: z.int().positive(), items: count, changed: z.boolean() });
export type PublicationAnswer = z.infer<typeof publicationAnswerSchema>;

export const versionsAnswerSchema = z.strictObject({
  versions: z.array(z.strictObject({ version: z.int().positive(), publishedAt: wallTimeSchema, by: z.string(), items: count, added: count, changed: count, removed: count })),
});
export type VersionsAnswer = z.infer<typeof versionsAnswerSchema>;

export const synonymsAnswerSchema = z.strictObject({ groups: z.array(z.array(z.string())), revision: count });
export type SynonymsAnswer = z.infer<typeof synonymsAnswerSchema>;
export const synonymsChangeSchema = z.strictObject({ groups: synonymsSchema, revision: count });

export const pictureAnswerSchema = pictureSchema.omit({ step: true });
export type PictureAnswer = z.infer<typeof pictureAnswerSchema>;

/** `POST` of a table as `application/octet-stream`. Without `apply` it is only looked at. */
export const importQuerySchema = z.strictObject({
  name: z.string().min(1).max(200),
  /** What the rows are about; left out: what the headings say. */
  kind: informationKindSchema.optional(),
  /** `mark` of the preview that was shown: the changes are made when they are still the same. */
  apply: sha256Schema.optional(),
});
export type ImportQuery = z.infer<typeof importQuerySchema>;

/** Faults that are told at once; the rest are counted. */
export const MAX_FAULTS_TOLD = 200;

export const importAnswerSchema = z.strictObject({
  mark: sha256Schema,
  applied: z.boolean(),
  rows: count,
  counts: z.strictObject({ added: count, changed: count, unchanged: count }),
  /** The first two hundred items that would be added or changed. */
  list: z.array(
    z.strictObject({ id: z.string(), kind: informationKindSchema, title: z.string(), pending: z.enum(['added', 'changed']), fields: z.array(z.string()), row: z.int().positive() }),
  ),
  faults: z.array(tableFaultSchema).max(MAX_FAULTS_TOLD),
  faultCount: count,
  notes: z.array(tableFaultSchema).max(MAX_FAULTS_TOLD),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

/** A template (`what: 'template'`) or the items of a kind, as a table. */
export const tableQuerySchema = z.strictObject({
  kind: z.enum(informationKinds),
  what: z.enum(['template', 'items']),
  format: z.enum(['csv', 'xlsx']),
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
});
export type TableQuery = z.infer<typeof tableQuerySchema>;

export const lookupsQuerySchema = z.strictObject({
  from: daySchema.optional(),
  to: daySchema.optional(),
  township: slugSchema.optional(),
});
export type LookupsQuery = z.infer<typeof lookupsQuerySchema>;

export const askedSchema = z.strictObject({
  /** As it was typed most often. */
  query: z.string(),
  /** How often it was asked, and how often of these it found nothing. */
  times: count,
  withoutHit: count,
  sites: count,
  lastDay: daySchema.nullable(),
});
export type Asked = z.infer<typeof askedSchema>;

export const lookupsAnswerSchema = z.strictObject({
  totals: z.strictObject({ searches: count, withoutHit: count, opened: count }),
  townships: z.array(z.strictObject({ id: slugSchema, name: localizedTextSchema, searches: count, withoutHit: count, opened: count })),
  months: z.array(z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/), searches: count, withoutHit: count, opened: count })),
  townshipMonths: z.array(z.strictObject({ township: slugSchema, month: z.string().regex(/^\d{4}-\d{2}$/), searches: count, withoutHit: count, opened: count })),
  asked: z.array(askedSchema),
  /** Questions that never found anything, the most frequent first. */
  neverFound: z.array(askedSchema),
  popular: z.array(
    z.strictObject({
      ...{ item: z.string(), kind: z.string(), title: z.string().nullable(), removed: z.boolean(), opened: count, sites: count },
      /** For how long it is read, as a rule; null where no site has said. */
      readSeconds: count.nullable(),
      /** How often it led to a program. */
      programs: count,
    }),
  ),
});
export type LookupsAnswer = z.infer<typeof lookupsAnswerSchema>;

export const lookupsTableQuerySchema = lookupsQuerySchema.extend({ format: z.enum(['csv', 'xlsx']), language: z.enum(['zh-CN', 'en']).default('zh-CN') });

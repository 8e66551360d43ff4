import { z } from 'zod';
import { memberCopySchema } from '../../contract/usage/event.ts';
import { localizedTextSchema } from '../../contract/text.ts';
import { slugSchema, wallTimeSchema } from '../../contract/values.ts';
import { MAX_MEMBERS, rosterFaultCodes } from './roster-table.ts';

export const rosterPaths = {
  rosters: '/v1/admin/rosters',
  roster: (site: string) => `/v1/admin/rosters/${site}`,
  preview: '/v1/admin/rosters/preview',
  publication: '/v1/admin/rosters/publication',
} as const;

/** Largest file of members that is taken. */
export const MAX_ROSTER_FILE_BYTES = 4 * 1024 ** 2;

const count = z.int().nonnegative();
const placeShape = { site: slugSchema, name: localizedTextSchema, township: z.strictObject({ id: slugSchema, name: localizedTextSchema }) };

/** `GET /v1/admin/rosters`: every site that may be seen. */
export const rosterListSchema = z.strictObject({
  sites: z.array(z.strictObject({ ...placeShape, members: count, version: count, publishedAt: wallTimeSchema.nullable() })),
});
export type RosterList = z.infer<typeof rosterListSchema>;

export const siteRosterSchema = z.strictObject({ ...placeShape, version: count, publishedAt: wallTimeSchema.nullable(), members: z.array(memberCopySchema) });
export type SiteRoster = z.infer<typeof siteRosterSchema>;

/** `POST /v1/admin/rosters/preview?site=`: the bytes of an XLSX or CSV file. Nothing is changed. */
export const previewQuerySchema = z.strictObject({ site: slugSchema.optional() });

export const fileFaultCodes = ['not-xlsx', 'too-large', 'too-many-rows', 'not-text', ...rosterFaultCodes] as const;
export const rosterPreviewSchema = z.strictObject({
  /** What the file would change. */
  sites: z.array(
    z.strictObject({
      ...placeShape,
      /** The version that the changes are against. */
      version: count,
      added: z.array(memberCopySchema),
      changed: z.array(z.strictObject({ number: z.string(), was: z.string(), is: z.string() })),
      gone: z.array(memberCopySchema),
      kept: count,
      members: z.array(memberCopySchema),
    }),
  ),
  /** What must be mended first; line 0: the file as a whole. */
  faults: z.array(z.strictObject({ line: count, code: z.enum(fileFaultCodes), value: z.string(), other: count.nullable() })),
  /** Faults beyond those that are listed. */
  moreFaults: count,
});
export type RosterPreview = z.infer<typeof rosterPreviewSchema>;

/** `POST /v1/admin/rosters/publication`: what a preview showed, with the versions it was against. */
export const rosterPublicationSchema = z.strictObject({
  rosters: z.array(z.strictObject({ site: slugSchema, after: count, members: z.array(memberCopySchema).max(MAX_MEMBERS) })).min(1).max(2000),
});
export type RosterPublicationRequest = z.infer<typeof rosterPublicationSchema>;
export const rosterPublishedSchema = z.strictObject({ published: z.array(z.strictObject({ site: slugSchema, version: count, members: count, changed: z.boolean() })) });
export type RosterPublished = z.infer<typeof rosterPublishedSchema>;

import { z } from 'zod';
import { localizedTextSchema } from '../../contract/text.ts';
import { slugSchema, wallTimeSchema } from '../../contract/values.ts';
import { publishFaultSchema } from './fault.ts';

/** What the page for publishing asks and is answered. All of it is for `county-admin` and `county-staff`. */

const bytes = z.int().nonnegative();

/** More files than an issue can name. */
export const MAX_UPLOAD_FILES = 6000;
/** Most bytes of one piece. */
export const MAX_PIECE_BYTES = 8 * 1024 ** 2;

export const uploadFileSchema = z.strictObject({ name: z.string().min(1).max(400), bytes: bytes.max(20 * 1024 ** 3) });

/** `POST /v1/admin/uploads` and `POST /v1/admin/uploads/:id/files`: files that are going to be sent; one of the same name is replaced. */
export const newUploadSchema = z.strictObject({ files: z.array(uploadFileSchema).min(1).max(MAX_UPLOAD_FILES) });

export const publicationSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('running'), doneBytes: bytes, totalBytes: bytes }),
  z.strictObject({ state: z.literal('done'), issue: slugSchema, version: z.int().positive(), changed: z.boolean(), warnings: z.array(publishFaultSchema) }),
  z.strictObject({ state: z.literal('refused'), faults: z.array(publishFaultSchema) }),
  z.strictObject({ state: z.literal('disk-full'), needsBytes: bytes, freeBytes: bytes }),
  z.strictObject({ state: z.literal('failed'), message: z.string() }),
]);
export type Publication = z.infer<typeof publicationSchema>;

/** An upload as it stands. Once its issue is published it is gone, but for its publication. */
export const uploadSchema = z.strictObject({
  upload: z.uuid(),
  /** Who began it. */
  by: z.string(),
  createdAt: wallTimeSchema,
  files: z.array(uploadFileSchema.extend({ doneBytes: bytes })),
  publication: publicationSchema,
});
export type Upload = z.infer<typeof uploadSchema>;
export const uploadsSchema = z.strictObject({ uploads: z.array(uploadSchema) });

/** `PUT /v1/admin/uploads/:id/files/:at?offset=`: bytes of the file at this place of the list, from where it stands. */
export const pieceAnswerSchema = z.strictObject({ doneBytes: bytes });
/** `details` of the refusal `upload-out-of-step`: where the file really stands. */
export const outOfStepSchema = z.strictObject({ doneBytes: bytes });
/** `details` of the refusal `disk-full`. */
export const diskFullSchema = z.strictObject({ needsBytes: bytes, freeBytes: bytes });
/** `details` of the refusal `bad-request` for names that a folder of an issue cannot have. */
export const wrongNamesSchema = z.strictObject({ names: z.array(z.strictObject({ name: z.string(), reason: z.enum(['name', 'twice']) })) });

/** `GET /v1/admin/uploads/:id/preview`: what would be published. */
export const previewSchema = z.strictObject({
  issue: z.strictObject({ number: z.string(), title: localizedTextSchema }).nullable(),
  /** The issue of this number that is published or withdrawn already. */
  known: z.strictObject({ version: z.int().positive(), withdrawn: z.boolean() }).nullable(),
  programs: z.array(
    z.strictObject({
      id: z.string(),
      title: localizedTextSchema,
      film: z.string(),
      /** Null when the film cannot be read. */
      facts: z.strictObject({ lengthSeconds: z.number(), width: z.number(), height: z.number(), pictures: z.string().nullable(), sound: z.string().nullable() }).nullable(),
      poster: z.enum(['given', 'from-film', 'none']),
      subtitles: z.int(),
      handouts: z.int(),
    }),
  ),
  files: z.int().nonnegative(),
  bytes,
  faults: z.array(publishFaultSchema),
  warnings: z.array(publishFaultSchema),
});
export type Preview = z.infer<typeof previewSchema>;

/** `GET /v1/admin/issues`: everything that was ever published, the newest first. */
export const issuesAnswerSchema = z.strictObject({
  issues: z.array(
    z.strictObject({
      issue: slugSchema,
      number: z.string(),
      title: localizedTextSchema,
      version: z.int().positive(),
      bytes,
      publishedAt: wallTimeSchema,
      withdrawnAt: wallTimeSchema.nullable(),
      programs: z.array(z.strictObject({ id: z.string(), title: localizedTextSchema, lengthSeconds: z.number(), withdrawn: z.boolean() })),
    }),
  ),
});
export type PublishedIssue = z.infer<typeof issuesAnswerSchema>['issues'][number];

/** `POST /v1/admin/issues/:issue/withdrawal`: withdraws, or brings back, the issue or one program of it. */
export const withdrawalSchema = z.strictObject({ program: z.string().max(140).nullable(), withdrawn: z.boolean() });
export type WithdrawalRequest = z.infer<typeof withdrawalSchema>;
export const withdrawalAnswerSchema = z.strictObject({ version: z.int().positive(), changed: z.boolean() });

export const publishPaths = {
  uploads: '/v1/admin/uploads',
  upload: (id: string) => `/v1/admin/uploads/${id}`,
  files: (id: string) => `/v1/admin/uploads/${id}/files`,
  file: (id: string, at: number | string) => `/v1/admin/uploads/${id}/files/${at}`,
  preview: (id: string) => `/v1/admin/uploads/${id}/preview`,
  publication: (id: string) => `/v1/admin/uploads/${id}/publication`,
  issues: '/v1/admin/issues',
  withdrawal: (issue: string) => `/v1/admin/issues/${encodeURIComponent(issue)}/withdrawal`,
} as const;

import { z } from 'zod';
import { languageSchema, localizedTextSchema } from '../text.ts';
import { sha256Schema, slugSchema, wallTimeSchema } from '../values.ts';
import { categorySchema, courseKindSchema, programIdSchema } from './program.ts';

/** Bytes in every chunk but a file's last. Small enough to cost little when a line breaks, large enough to keep manifests short. */
export const CHUNK_BYTES = 256 * 1024;

export const fileMimeSchema = z.enum([
  'video/mp4',
  'text/vtt',
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
]);
export type FileMime = z.infer<typeof fileMimeSchema>;

/** One file of an issue. The files lie by hash, so two programs that share a file share its bytes. */
export const manifestFileSchema = z
  .strictObject({
    sha256: sha256Schema,
    bytes: z.int().positive().max(20 * 1024 ** 3),
    mime: fileMimeSchema,
    chunkBytes: z.int().min(4096).max(16 * 1024 ** 2),
    /** SHA-256 of each chunk in order. */
    chunks: z.array(sha256Schema).min(1).max(100_000),
  })
  .refine((file) => file.chunks.length === Math.ceil(file.bytes / file.chunkBytes), {
    error: 'the number of chunks does not fit the size',
    path: ['chunks'],
  });
export type ManifestFile = z.infer<typeof manifestFileSchema>;

export const manifestProgramSchema = z.strictObject({
  id: programIdSchema,
  title: localizedTextSchema,
  summary: localizedTextSchema,
  category: categorySchema,
  courseKind: courseKindSchema,
  topics: z.array(z.string().min(1).max(60)).max(20),
  lengthSeconds: z.number().positive().max(86_400),
  film: sha256Schema,
  poster: sha256Schema.nullable(),
  subtitles: z.array(z.strictObject({ language: languageSchema, file: sha256Schema })).max(10),
  handouts: z.array(z.strictObject({ title: localizedTextSchema, file: sha256Schema })).max(20),
});
export type ManifestProgram = z.infer<typeof manifestProgramSchema>;

/** Payload of the JWS (EdDSA, by the county) that describes one issue. */
export const issueManifestSchema = z
  .strictObject({
    kind: z.literal('issue/1'),
    issue: slugSchema,
    /** The number as printed, e.g. `2026-11`. */
    number: z.string().min(1).max(40),
    title: localizedTextSchema,
    /** Rises with every re-publication; a terminal refuses an older one. */
    version: z.int().positive(),
    publishedAt: wallTimeSchema,
    programs: z.array(manifestProgramSchema).min(1).max(500),
    files: z.array(manifestFileSchema).min(1).max(5000),
    /** Base addresses besides the county at which `<base>/<sha256>` answers with the file; tried in order. */
    mirrors: z.array(z.url()).max(10),
  })
  .superRefine((manifest, context) => {
    const known = new Set(manifest.files.map((file) => file.sha256));
    for (const program of manifest.programs) {
      const files = [program.film, program.poster, ...program.subtitles.map((s) => s.file), ...program.handouts.map((h) => h.file)];
      for (const file of files) {
        if (file !== null && !known.has(file)) {
          context.addIssue({ code: 'custom', message: `${program.id} names a file that is not listed: ${file}` });
        }
      }
    }
  });
export type IssueManifest = z.infer<typeof issueManifestSchema>;

/** Payload of the JWS that lists what a terminal should have. */
export const catalogueSchema = z.strictObject({
  kind: z.literal('catalogue/1'),
  version: z.int().positive(),
  publishedAt: wallTimeSchema,
  issues: z
    .array(
      z.strictObject({
        issue: slugSchema,
        number: z.string().min(1).max(40),
        title: localizedTextSchema,
        version: z.int().positive(),
        /** SHA-256 of the manifest's JWS text, so that a stick or a mirror cannot offer another one. */
        manifestSha256: sha256Schema,
        bytes: z.int().nonnegative(),
        publishedAt: wallTimeSchema,
      }),
    )
    .max(10_000),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

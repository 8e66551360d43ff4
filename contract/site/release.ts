import { z } from 'zod';
import { sha256Schema, wallTimeSchema } from '../values.ts';

/** Three numbers, and for a trial a word behind them: `1.4.0`, `1.4.0-rc.1`. */
export const programVersionSchema = z.string().max(40).regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}(?:-[0-9a-z]+(?:\.[0-9a-z]+)*)?$/);

/** Which machines a release is for, e.g. `linux-x64`, as Node names system and processor. */
export const programPlatformSchema = z.string().regex(/^(linux|win32)-(x64|arm64)$/);

/** A path within the program's folder: no step up, no hidden file, nothing that a system takes for something else. */
const programPathSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_@+-][A-Za-z0-9_@+ .-]*(?:\/[A-Za-z0-9_@+-][A-Za-z0-9_@+ .-]*)*$/);

export const releaseFileSchema = z.strictObject({
  path: programPathSchema,
  bytes: z.int().nonnegative(),
  sha256: sha256Schema,
  executable: z.boolean(),
});
export type ReleaseFile = z.infer<typeof releaseFileSchema>;

/**
 * Payload of the JWS (EdDSA, by the county) that makes a folder of files a version of the terminal's program. The files
 * themselves come by hash, as those of issues do, so that what has not changed since the last version is not fetched again.
 */
export const releaseSchema = z
  .strictObject({
    kind: z.literal('release/1'),
    /** Rises with each release of the county; a terminal takes none that is lower than one it has seen. */
    number: z.int().positive(),
    version: programVersionSchema,
    platform: programPlatformSchema,
    /** Starts the program. */
    executable: programPathSchema,
    publishedAt: wallTimeSchema,
    files: z.array(releaseFileSchema).min(1).max(5000),
  })
  .refine(({ files }) => new Set(files.map(({ path }) => path.toLowerCase())).size === files.length, { error: 'two files have one path', path: ['files'] })
  .refine(({ files, executable }) => files.some((file) => file.path === executable && file.executable), { error: 'is none of the files', path: ['executable'] });
export type Release = z.infer<typeof releaseSchema>;

/** Where on a stick a release lies: the signed document, and its files by hash. */
export const releaseOnStick = { folder: 'terminal-release', document: 'release.jws', files: 'files' } as const;

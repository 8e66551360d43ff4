import { z } from 'zod';

/** SHA-256 in lower-case hex. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof sha256Schema>;

/** Wall time as ISO 8601 with an offset, e.g. `2026-11-23T09:30:00.000+08:00`. Its first ten characters are the local day. */
export const wallTimeSchema = z.iso.datetime({ offset: true });

/** A calendar day, `2026-11-23`. */
export const daySchema = z.iso.date();

/** A short name that may stand in a path or an address: letters, digits and inner hyphens, dots or underscores. */
export const slugSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:[-._][a-z0-9]+)*$/i);

export const uuidSchema = z.uuid();

/** Ends a switch over a union; a new member of the union then fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

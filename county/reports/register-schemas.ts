import { z } from 'zod';
import { groupViewingKinds } from '../../contract/usage/event.ts';
import { localizedTextSchema } from '../../contract/text.ts';
import { daySchema, slugSchema, uuidSchema, wallTimeSchema } from '../../contract/values.ts';
import { invalidReasons } from '../../contract/viewing/validity.ts';
import { flags } from './flag-names.ts';

/** A time as recorded, and as well as the county knows it. */
export const correctedTimeSchema = z.strictObject({
  recorded: z.string(),
  /** With the recorded offset; null where there is no calendar for it. */
  corrected: z.string().nullable(),
  certainty: z.enum(['exact', 'bracketed', 'unknown']),
  notBefore: wallTimeSchema.nullable(),
  notAfter: wallTimeSchema.nullable(),
  /** The recorded time is provably wrong: figures go by the corrected one. */
  wrong: z.boolean(),
});
export type CorrectedTimeAnswer = z.infer<typeof correctedTimeSchema>;

/** `GET /v1/reports/viewings`: the register of viewings, newest first. Days inclusive, by the corrected day. */
export const REGISTER_PATH = '/v1/reports/viewings';
const wholeNumber = z.coerce.number().pipe(z.int().nonnegative());
export const registerQuerySchema = z.strictObject({
  from: daySchema.optional(),
  to: daySchema.optional(),
  township: slugSchema.optional(),
  site: slugSchema.optional(),
  limit: wholeNumber.pipe(z.int().min(1).max(1000)).default(200),
  offset: wholeNumber.default(0),
});
export type RegisterQuery = z.infer<typeof registerQuerySchema>;

export const viewingEntrySchema = z.strictObject({
  site: slugSchema,
  journal: uuidSchema,
  viewing: uuidSchema,
  /** Null: the line that says it has not arrived. */
  kind: z.enum([...groupViewingKinds, 'self']).nullable(),
  /** When it was opened (a self-viewing: started). */
  began: correctedTimeSchema,
  /** Corrected start and end of playing, in UTC. */
  startedAt: wallTimeSchema.nullable(),
  endedAt: wallTimeSchema.nullable(),
  titles: z.array(localizedTextSchema),
  playedSeconds: z.number(),
  lengthSeconds: z.number(),
  members: z.int(),
  guests: z.int(),
  /** Why it does not count; empty: it counts. */
  faults: z.array(z.enum(invalidReasons)),
  flags: z.array(z.enum(flags)),
});
export type ViewingEntry = z.infer<typeof viewingEntrySchema>;
export const registerSchema = z.strictObject({ viewings: z.array(viewingEntrySchema), /** There are more behind these. */ more: z.boolean() });
export type Register = z.infer<typeof registerSchema>;

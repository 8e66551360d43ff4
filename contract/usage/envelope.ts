import { z } from 'zod';
import { sha256Schema, slugSchema, uuidSchema, wallTimeSchema } from '../values.ts';
import { journalIdSchema } from './journal-line.ts';

/**
 * An envelope `usage/1` is the gzip of: one line of JSON (the header), the journal lines as they are on the terminal's
 * disk, and one line of JSON with the signature over everything before it, the newline before it included.
 */
export const envelopeHeaderSchema = z
  .strictObject({
    kind: z.literal('usage/1'),
    journal: journalIdSchema,
    terminal: uuidSchema,
    site: slugSchema,
    first: z.int().positive(),
    last: z.int().positive(),
    /** SHA-256 of the envelope's last line. */
    head: sha256Schema,
    /** The terminal's clock when it packed the envelope. */
    clock: z.strictObject({ at: wallTimeSchema, boot: uuidSchema, uptimeMs: z.number().nonnegative() }),
  })
  .refine((header) => header.last >= header.first, { error: 'last is before first', path: ['last'] });
export type EnvelopeHeader = z.infer<typeof envelopeHeaderSchema>;

/** The envelope's last line: Ed25519 by the terminal's key, base64url. */
export const envelopeSignatureSchema = z.strictObject({ signature: z.base64url().length(86) });

/** Media type of an envelope on the line; on a stick its file ends in `.usage`. */
export const ENVELOPE_MEDIA_TYPE = 'application/vnd.terminal.usage+gzip';

/** Most bytes of a packed envelope. */
export const MAX_ENVELOPE_BYTES = 1024 * 1024;

/** Most bytes an envelope may unpack to; a gzip that promises more is refused unread. */
export const MAX_ENVELOPE_TEXT_BYTES = 16 * 1024 * 1024;

/** Most levels of arrays and objects within one line. */
export const MAX_JSON_DEPTH = 12;

/** Payload of the JWS (EdDSA, by the county) that says how far the county has a journal. */
export const receiptSchema = z.strictObject({
  kind: z.literal('receipt/1'),
  journal: journalIdSchema,
  /** All lines up to here are stored, without a gap, on the branch that was asked for. `{0, zeros}`: none. */
  head: z.strictObject({ seq: z.int().nonnegative(), hash: sha256Schema }),
  /** False only in an answer to "do you hold this line?": the county does not. */
  known: z.boolean(),
  receivedAt: wallTimeSchema,
  /** Runs of lines beyond `head` that are missing though later ones are stored. */
  gaps: z.array(z.strictObject({ first: z.int().positive(), last: z.int().positive() })).max(1000),
  /** Lines that are stored but set apart, and why (newest first, at most 100). */
  quarantined: z
    .array(z.strictObject({ seq: z.int().positive(), hash: sha256Schema, reason: z.string().max(300) }))
    .max(100),
});
export type Receipt = z.infer<typeof receiptSchema>;

import { z } from 'zod';
import { localizedTextSchema } from '../text.ts';
import { uuidSchema, wallTimeSchema } from '../values.ts';
import { journalIdSchema } from '../usage/journal-line.ts';
import { courseRuleSchema } from '../viewing/course-plan.ts';
import { validityRuleSchema } from '../viewing/validity.ts';
import { siteSchema } from './site.ts';

/** An Ed25519 public key as JWK. */
export const publicKeySchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.base64url().length(43),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** `POST /v1/enrolments`. The code's secret stays at the terminal; `proof` shows that it is known. */
export const enrolmentRequestSchema = z.strictObject({
  /** First four characters of the code. */
  codeId: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}$/),
  journal: journalIdSchema,
  publicKey: publicKeySchema,
  proof: z.base64url().length(43),
  version: z.string().min(1).max(40),
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>;

/**
 * Payload of the JWS (EdDSA, by the county) that answers an enrolment. The terminal takes the key from it only after the
 * key's fingerprint has been found to be the code's.
 */
export const enrolmentGrantSchema = z.strictObject({
  kind: z.literal('enrolment/1'),
  terminal: uuidSchema,
  journal: journalIdSchema,
  site: siteSchema,
  county: z.strictObject({ name: localizedTextSchema, publicKey: publicKeySchema }),
  rule: validityRuleSchema,
  /** Left out by counties that have no rule for course plans of their own. */
  courses: courseRuleSchema.optional(),
  grantedAt: wallTimeSchema,
  /** Sent as `Authorization: Bearer` where the county must know who asks (roster, heartbeat, journal head). */
  token: z.string().min(32).max(200),
});
export type EnrolmentGrant = z.infer<typeof enrolmentGrantSchema>;

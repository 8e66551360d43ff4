import { z } from 'zod';
import { sha256Schema, wallTimeSchema } from '../values.ts';
import { informationBaseSchema, informationItemSchema, synonymsSchema } from './item.ts';

/**
 * Payload of the JWS (EdDSA, by the county) that makes version `version` of the wealth information of version `from`:
 * items that are new or changed, and the ids of those that are gone.
 */
export const informationDeltaSchema = z.strictObject({
  kind: z.literal('information-delta/1'),
  from: z.int().positive(),
  version: z.int().positive(),
  publishedAt: wallTimeSchema,
  put: z.array(informationItemSchema).max(100_000),
  removed: z.array(z.string().max(120)).max(100_000),
  /** All of them as they are in the new version. */
  synonyms: synonymsSchema,
  /** `InformationDigest` of all items of the new version: whoever comes to another takes the whole base instead. */
  digest: sha256Schema,
});
export type InformationDelta = z.infer<typeof informationDeltaSchema>;

/** What `GET /v1/information` answers: the whole base or, to `?since=N`, what leads from version N to the newest. */
export const informationDocumentSchema = z.discriminatedUnion('kind', [informationBaseSchema, informationDeltaSchema]);
export type InformationDocument = z.infer<typeof informationDocumentSchema>;

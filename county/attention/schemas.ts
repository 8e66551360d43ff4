import { z } from 'zod';
import { localizedTextSchema } from '../../contract/text.ts';
import { slugSchema, uuidSchema, wallTimeSchema } from '../../contract/values.ts';

const count = z.int().nonnegative();
const at = {
  site: slugSchema,
  name: localizedTextSchema,
  township: z.strictObject({ id: slugSchema, name: localizedTextSchema }),
};
const atTerminal = { ...at, journal: uuidSchema };

/** What a person should look at, the weightiest kind first. */
export const attentionSchema = z.discriminatedUnion('kind', [
  /** Records were altered, or the disk is damaged: lines that do not follow the one before. */
  z.strictObject({ kind: z.literal('doctored'), ...atTerminal, places: count }),
  /** Two different lines have one number. */
  z.strictObject({ kind: z.literal('forked'), ...atTerminal, places: count }),
  /** Things that cannot have happened as recorded. */
  z.strictObject({ kind: z.literal('impossible'), ...atTerminal, events: count }),
  /** Lines that were recorded and are not here: how many, and the first runs of them. */
  z.strictObject({ kind: z.literal('lacking'), ...atTerminal, lines: count, runs: z.array(z.strictObject({ first: z.int(), last: z.int() })) }),
  /** Nothing was heard of the terminal for so many days; null: never. */
  z.strictObject({ kind: z.literal('silent'), ...atTerminal, days: count.nullable(), lastContactAt: wallTimeSchema.nullable() }),
  /** The site is registered, and no terminal was ever enrolled there. */
  z.strictObject({ kind: z.literal('no-terminal'), ...at, journal: z.null() }),
  /** It is in contact, and nobody watched or looked anything up for so many days; null: never. */
  z.strictObject({ kind: z.literal('idle'), ...atTerminal, days: count.nullable(), lastUseDay: z.string().nullable() }),
  z.strictObject({ kind: z.literal('disk-full'), ...atTerminal, freeBytes: count, diskBytes: count.nullable() }),
  /** Positive: its clock is ahead. */
  z.strictObject({ kind: z.literal('clock-wrong'), ...atTerminal, offsetMs: z.number() }),
  /** It failed to start several times and runs with little. */
  z.strictObject({ kind: z.literal('safe-mode'), ...atTerminal }),
  z.strictObject({ kind: z.literal('old-version'), ...atTerminal, version: z.string(), newest: z.string() }),
]);
export type Attention = z.infer<typeof attentionSchema>;
export type AttentionKind = Attention['kind'];

/** The kinds in the order in which they are shown. */
export const attentionKinds = attentionSchema.options.map((option) => option.shape.kind.value);

/** `GET /v1/attention?township=`: what needs attention now, by kind and site. */
export const attentionQuerySchema = z.strictObject({ township: slugSchema.optional() });
export type AttentionQuery = z.infer<typeof attentionQuerySchema>;
export const attentionAnswerSchema = z.strictObject({
  at: wallTimeSchema,
  thresholds: z.strictObject({ silentDays: z.number(), idleDays: z.number(), clockMinutes: z.number(), diskFreeGb: z.number() }),
  sites: count,
  findings: z.array(attentionSchema),
});
export type AttentionAnswer = z.infer<typeof attentionAnswerSchema>;

export const ATTENTION_PATH = '/v1/attention';

import { z } from 'zod';
import { localizedTextSchema } from '../../contract/text.ts';
import { sha256Schema, slugSchema, uuidSchema, wallTimeSchema } from '../../contract/values.ts';
import { flags } from '../reports/flag-names.ts';
import { correctedTimeSchema } from '../reports/register-schemas.ts';

/** Paths of the routes of this folder. */
export const recordsPaths = {
  records: '/v1/records',
  journal: (journal: string) => `/v1/records/${journal}`,
  envelopes: '/v1/records/envelopes',
} as const;

const count = z.int().nonnegative();
const seq = z.int().positive();

/** Where a thing is: as the summary of figures has it. */
const siteShape = {
  site: slugSchema,
  name: localizedTextSchema,
  township: z.strictObject({ id: slugSchema, name: localizedTextSchema }),
};

/** What cannot have happened as recorded. What each means and whether it counts is told in docs/protocol.md. */
export const impossibleKinds = [...flags, 'overlapping-viewings', 'member-at-two-places', 'from-the-future'] as const;
export type ImpossibleKind = (typeof impossibleKinds)[number];

/** How well times of the terminal's newest records are known; null: nothing has come from it. */
export const clockStateSchema = z.strictObject({
  certainty: z.enum(['exact', 'bracketed', 'unknown']).nullable(),
  /** By how much its clock was ahead of the county's (negative: behind) when it was read last; null: never. */
  offsetMs: z.number().nullable(),
  readAt: wallTimeSchema.nullable(),
});

/** How a journal stands. */
const standingShape = {
  journal: uuidSchema,
  /** All lines up to here are here. */
  head: count,
  /** The highest line that is here. */
  highest: count,
  /** The last line that the terminal says it has; null: it has not said. */
  told: count.nullable(),
  lastContactAt: wallTimeSchema.nullable(),
  clock: clockStateSchema,
};

/** `GET /v1/records?township=&site=`: how the records of each site stand. */
export const recordsQuerySchema = z.strictObject({ township: slugSchema.optional(), site: slugSchema.optional() });
export type RecordsQuery = z.infer<typeof recordsQuerySchema>;
export const journalOverviewSchema = z.strictObject({
  ...siteShape,
  ...standingShape,
  /** Lines that are missing below later ones. */
  lacking: count,
  forks: count,
  broken: count,
  faults: count,
  impossible: count,
});
export type JournalOverview = z.infer<typeof journalOverviewSchema>;
export const recordsAnswerSchema = z.strictObject({
  journals: z.array(journalOverviewSchema),
  /** Sites at which no terminal is enrolled. */
  without: z.array(z.strictObject(siteShape)),
});
export type RecordsAnswer = z.infer<typeof recordsAnswerSchema>;

export const impossibleEventSchema = z.strictObject({
  journal: uuidSchema,
  kind: z.enum(impossibleKinds),
  /** The first line that it is about. */
  seq,
  viewing: uuidSchema.nullable(),
  at: correctedTimeSchema.nullable(),
  /** Of `from-the-future`: by how much the clock was ahead at most. */
  aheadMs: z.number().nullable(),
  /** Of `overlapping-viewings` and `member-at-two-places`: the other viewing. */
  other: z.strictObject({ journal: uuidSchema, site: slugSchema, viewing: uuidSchema }).nullable(),
  /** Of `member-at-two-places`: who, by number. */
  members: z.array(z.string()),
});
export type ImpossibleEvent = z.infer<typeof impossibleEventSchema>;

/** `GET /v1/records/:journal`: everything about one journal. Lists are cut short; the counts tell of all. */
export const journalDetailSchema = z.strictObject({
  ...siteShape,
  ...standingShape,
  terminal: uuidSchema,
  version: z.string(),
  enrolledAt: wallTimeSchema,
  gaps: z.array(z.strictObject({ first: seq, last: seq })),
  /** Lines with which another branch begins. */
  forks: z.array(z.strictObject({ seq, hash: sha256Schema, last: seq, receivedAt: wallTimeSchema.nullable() })),
  /** Lines whose chain to the line before is broken: one of the two was changed. */
  broken: z.array(z.strictObject({ seq, hash: sha256Schema, receivedAt: wallTimeSchema.nullable() })),
  faults: z.strictObject({ count, newest: z.array(z.strictObject({ seq, hash: sha256Schema, code: z.string(), detail: z.string(), receivedAt: wallTimeSchema.nullable() })) }),
  impossible: z.array(impossibleEventSchema),
  /** The newest boots of the machine, newest first. */
  boots: z.array(
    z.strictObject({
      boot: uuidSchema,
      first: seq,
      last: seq,
      certainty: z.enum(['exact', 'bracketed', 'unknown']),
      beganAt: wallTimeSchema.nullable(),
      notBefore: wallTimeSchema.nullable(),
      notAfter: wallTimeSchema.nullable(),
    }),
  ),
  /** The newest envelopes that brought something, newest first. */
  deliveries: z.array(
    z.strictObject({ receivedAt: wallTimeSchema, carrier: z.enum(['line', 'stick']).nullable(), first: seq.nullable(), last: seq.nullable(), lines: count.nullable() }),
  ),
});
export type JournalDetail = z.infer<typeof journalDetailSchema>;

/** `POST /v1/records/envelopes`: an envelope that came on a stick was taken in. */
export const takenInSchema = z.strictObject({
  journal: uuidSchema,
  ...siteShape,
  first: seq,
  last: seq,
  /** Lines that were new, and how many of them cannot be counted. */
  stored: count,
  faulty: count,
  known: count,
  /** Lines of the journal that are set apart now, as the receipt names them. */
  quarantined: count,
  /** JWS for the terminal. */
  receipt: z.string(),
  /** Where it belongs on a stick, from the stick's root. */
  receiptPath: z.string(),
});
export type TakenIn = z.infer<typeof takenInSchema>;

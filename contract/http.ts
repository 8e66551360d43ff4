import { z } from 'zod';
import { localizedTextSchema } from './text.ts';
import { daySchema, sha256Schema, slugSchema, uuidSchema, wallTimeSchema } from './values.ts';
import { journalIdSchema } from './usage/journal-line.ts';
import { invalidReasons } from './viewing/validity.ts';

/**
 * The county's HTTP interface. Signed answers (`application/jose`, a compact JWS) are described by the schema of their
 * payload: catalogue, issue manifest, information, roster, enrolment grant, receipt.
 */
export const paths = {
  health: '/v1/health',
  enrolments: '/v1/enrolments',
  catalogue: '/v1/catalogue',
  manifest: (issue: string) => `/v1/issues/${encodeURIComponent(issue)}/manifest`,
  content: (sha256: string) => `/v1/content/${sha256}`,
  information: '/v1/information',
  roster: '/v1/roster',
  plan: '/v1/plan',
  /** `POST` asks which pictures are wanted, `PUT` of one brings it; both with the terminal's token. */
  evidence: '/v1/evidence',
  evidencePicture: (sha256: string) => `/v1/evidence/${sha256}`,
  answers: '/v1/answers',
  /** With `?seq=&hash=`: the head of the branch that holds this line, or `known: false`. */
  journalHead: (journal: string) => `/v1/journals/${journal}/head`,
  usage: '/v1/usage',
  heartbeats: '/v1/heartbeats',
  /** `PUT`, with the terminal's token: the file that a command asked for. */
  commandResult: (command: string) => `/v1/command-results/${command}`,
  summary: '/v1/reports/summary',
  /** With `?platform=&version=`: the program that this terminal should run, 204 when it has it or its turn has not come. */
  release: '/v1/release',
  releaseFile: (sha256: string) => `/v1/release-files/${sha256}`,
} as const;

export const JWS_MEDIA_TYPE = 'application/jose';

/** Codes of the county's refusals. `message` is for the person who repairs; screens word the code themselves. */
export const countyProblemCodes = [
  'bad-request',
  'not-found',
  'unauthorized',
  'forbidden',
  'password-change-needed',
  'rate-limited',
  'too-large',
  'enrolment-code-unknown',
  'enrolment-code-used',
  'enrolment-code-expired',
  'enrolment-proof-wrong',
  'terminal-unknown',
  'envelope-malformed',
  'envelope-signature-wrong',
  'envelope-too-large',
  'disk-full',
  'upload-out-of-step',
  'upload-busy',
  'upload-incomplete',
  'changed-meanwhile',
  'report-signed',
  'month-not-over',
  'internal',
] as const;
export const countyProblemSchema = z.strictObject({
  error: z.strictObject({ code: z.enum(countyProblemCodes), message: z.string(), details: z.unknown().optional() }),
});
export type CountyProblemCode = (typeof countyProblemCodes)[number];
export type CountyProblem = z.infer<typeof countyProblemSchema>;

/** `GET /v1/health`; `county` tells a county from a portal page. */
export const healthSchema = z.strictObject({ county: z.literal('distance-education-county/1'), at: wallTimeSchema });

/** How one issue stands at a terminal. `waiting`: it has its turn later; `arriving`: bytes come in; `stopped`: something is in its way. */
export const downloadStateSchema = z.strictObject({
  issue: slugSchema,
  version: z.int().positive(),
  state: z.enum(['whole', 'arriving', 'waiting', 'stopped']),
  doneBytes: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
});
export type DownloadState = z.infer<typeof downloadStateSchema>;

/** `POST /v1/heartbeats`, answered with the county's time. Everything that may be left out came later than the rest. */
export const heartbeatSchema = z.strictObject({
  journal: journalIdSchema,
  clock: z.strictObject({ at: wallTimeSchema, boot: uuidSchema, uptimeMs: z.number().nonnegative() }),
  version: z.string().max(40),
  last: z.strictObject({ seq: z.int().nonnegative(), hash: z.string() }),
  freeBytes: z.int().nonnegative().nullable(),
  /** Size of the disk that `freeBytes` is of. */
  diskBytes: z.int().positive().optional(),
  /** How the issues of the catalogue stand here; left out when nothing is known yet. */
  downloads: z.array(downloadStateSchema).max(500).optional(),
  /** Codes of what the terminal shows its operator as wrong at present (`contract/problem.ts`). */
  problems: z.array(z.string().min(1).max(60)).max(20).optional(),
  /** A group viewing or a self-viewing is under way. */
  viewing: z.boolean().optional(),
  /** It runs in safe mode, after it failed to start several times. */
  safeMode: z.boolean().optional(),
  /** Given by a terminal that takes commands: the highest number it is through with, 0 for none. */
  commandsDone: z.int().nonnegative().optional(),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;
export const heartbeatAnswerSchema = z.strictObject({
  at: wallTimeSchema,
  /** Compact JWS of `commands/1`; only for a terminal that says `commandsDone`, and only while something is asked of it. */
  commands: z.string().max(100_000).optional(),
});
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswerSchema>;

/** `POST /v1/evidence`: pictures that the terminal has; answered with those the county lacks, and those it has. Others it knows of no event. */
export const evidenceQuestionSchema = z.strictObject({ pictures: z.array(sha256Schema).max(200) });
export const evidenceAnswerSchema = z.strictObject({ wanted: z.array(sha256Schema), here: z.array(sha256Schema) });
export type EvidenceAnswer = z.infer<typeof evidenceAnswerSchema>;

const count = z.int().nonnegative();

/** The five figures, with the parts they are made of. */
export const figuresSchema = z.strictObject({
  issuesDownloaded: count,
  partyClasses: count,
  trainings: count,
  /** Searches plus opened items not reached from a counted search. */
  lookups: z.strictObject({ total: count, searches: count, opened: count }),
  personTimes: z.strictObject({ total: count, group: count, self: count }),
  /** What does not count, by reason; a viewing with two faults is named under its first. */
  notCounted: z.strictObject({
    groupViewings: z.partialRecord(z.enum(invalidReasons), count),
    selfViewings: z.partialRecord(z.enum(invalidReasons), count),
  }),
});
export type Figures = z.infer<typeof figuresSchema>;

/** `GET /v1/reports/summary?from=&to=&township=&site=`: days inclusive, by the local day on which a thing began. */
export const summaryQuerySchema = z.strictObject({
  from: daySchema.optional(),
  to: daySchema.optional(),
  township: slugSchema.optional(),
  site: slugSchema.optional(),
});
export type SummaryQuery = z.infer<typeof summaryQuerySchema>;

export const summarySchema = z.strictObject({
  period: z.strictObject({ from: daySchema.nullable(), to: daySchema.nullable() }),
  figures: figuresSchema,
  sites: z.array(
    z.strictObject({
      site: slugSchema,
      name: localizedTextSchema,
      township: z.strictObject({ id: slugSchema, name: localizedTextSchema }),
      lastContactAt: wallTimeSchema.nullable(),
      figures: figuresSchema,
    }),
  ),
});
export type Summary = z.infer<typeof summarySchema>;

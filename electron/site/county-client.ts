import type { z } from 'zod';
import { evidenceAnswerSchema, healthSchema, heartbeatAnswerSchema, paths } from '../../contract/http.ts';
import type { EvidenceAnswer, Heartbeat, HeartbeatAnswer } from '../../contract/http.ts';
import { answersSchema } from '../../contract/information/answers.ts';
import type { Answers } from '../../contract/information/answers.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import { catalogueSchema, issueManifestSchema } from '../../contract/programs/manifest.ts';
import type { Catalogue, IssueManifest } from '../../contract/programs/manifest.ts';
import type { EnrolmentRequest, PublicKey } from '../../contract/site/enrolment.ts';
import { releaseSchema } from '../../contract/site/release.ts';
import type { Release } from '../../contract/site/release.ts';
import { rosterSchema } from '../../contract/site/roster.ts';
import type { Roster } from '../../contract/site/roster.ts';
import type { Head } from '../../contract/usage/chain.ts';
import { ENVELOPE_MEDIA_TYPE, receiptSchema } from '../../contract/usage/envelope.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import type { JournalId } from '../../contract/usage/journal-line.ts';
import type { Sha256 } from '../../contract/values.ts';
import { sitePlanSchema } from '../../contract/viewing/plan.ts';
import type { SitePlan } from '../../contract/viewing/plan.ts';
import { requestContent } from './content-request.ts';
import type { ByteRange } from './content-request.ts';
import { joseAnswer, joseBytes, jsonAnswer, refuseAnswer, signedAnswer, SMALL_ANSWER_BYTES } from './county-answer.ts';
import type { Http, HttpRequest } from './http.ts';
import type { Signed } from './signed.ts';

const MEGABYTE = 1024 * 1024;
/** Most bytes of each signed answer: room for the contract's limits, and an end to whatever pretends to be the county. */
const limits = { catalogue: 16 * MEGABYTE, manifest: 64 * MEGABYTE, information: 128 * MEGABYTE, roster: 4 * MEGABYTE, plan: 4 * MEGABYTE, answers: 4 * MEGABYTE, receipt: MEGABYTE, release: 4 * MEGABYTE };

/** A document as the county has it now, or that it is still the one with the ETag that was named. */
export type Fetched<T> = { readonly changed: false } | { readonly changed: true; readonly signed: Signed<T>; readonly etag: string | null };

/** The same of a document that another checks. */
export type FetchedText = { readonly changed: false } | { readonly changed: true; readonly text: Uint8Array; readonly etag: string | null };

/** Asks for a document; with the ETag of the one that is here, it comes only when it has changed. */
type FetchDocument<T> = (etag: string | null) => Promise<Fetched<T>>;

/**
 * The county as the terminal speaks with it. Every method throws the problems of `refuseAnswer` and `county-unreachable`;
 * the signed answers also `signature-wrong` and `content-damaged`.
 */
export interface CountyClient {
  /** Tells a county from a portal; gives the county's wall time. */
  readonly health: () => Promise<{ readonly at: string }>;
  readonly catalogue: FetchDocument<Catalogue>;
  /**
   * The text of the wealth information, its signature unchecked: it is large, and checked where it is read. With `since` what
   * leads on from that version, where the county can tell.
   */
  readonly information: (etag: string | null, since: number) => Promise<FetchedText>;
  readonly roster: FetchDocument<Roster>;
  readonly plan: FetchDocument<SitePlan>;
  /** Which of these pictures the county lacks, and which it has; at most 200 at a time. */
  readonly askEvidence: (pictures: readonly Sha256[]) => Promise<EvidenceAnswer>;
  readonly sendEvidence: (sha256: Sha256, bytes: Uint8Array) => Promise<void>;
  /** The board of the terminal's site. A county that knows no boards has none that changed. */
  readonly answers: FetchDocument<Answers>;
  readonly manifest: (issue: string) => Promise<Signed<IssueManifest>>;
  /** A stretch of a file of `bytes` bytes, to be checked against the manifest by whoever reads it. */
  readonly content: (sha256: string, bytes: number, range: ByteRange, signal?: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
  /** How far the county has this journal; with `line`, on the branch that holds that line. */
  readonly journalHead: (line?: Head) => Promise<Receipt>;
  readonly send: (envelope: Uint8Array) => Promise<Receipt>;
  /** Gives the county's wall time, and what it asks of this terminal. */
  readonly heartbeat: (heartbeat: Heartbeat) => Promise<HeartbeatAnswer>;
  /** The program that this terminal should run in the place of `version`; null for none. `now`: even before its turn. */
  readonly release: (asked: { readonly platform: string; readonly version: string; readonly now: boolean }) => Promise<Signed<Release> | null>;
  /** A file of a release from the byte `from` on, to be checked by whoever reads it. */
  readonly releaseFile: (sha256: string, bytes: number, from: number, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
  /** Hands over the file that a command asked for. */
  readonly sendCommandResult: (command: string, type: string, bytes: Uint8Array) => Promise<void>;
}

export interface CountyClientOptions {
  readonly http: Http;
  /** As `checkCountyUrl` gives it. */
  readonly url: string;
  readonly token: string;
  readonly publicKey: PublicKey;
  readonly journal: JournalId;
}

export function createCountyClient(options: CountyClientOptions): CountyClient {
  const { http, url, publicKey, journal } = options;
  const authorization = { Authorization: `Bearer ${options.token}` };

  const ask = (path: string, maxBytes: number, request: HttpRequest = {}) =>
    http.read(url + path, maxBytes, { ...request, headers: { ...authorization, ...request.headers } });

  const fetchDocument =
    <T>(path: string, maxBytes: number, schema: z.ZodType<T>, what: string): FetchDocument<T> =>
    async (etag) => {
      const answer = await ask(path, maxBytes, { headers: etag === null ? {} : { 'If-None-Match': etag } });
      if (answer.status === 304 && etag !== null) return { changed: false };
      const signed = await signedAnswer(answer, publicKey, schema, what);
      return { changed: true, signed, etag: answer.headers.get('etag') };
    };

  const receipt = async (path: string, request?: HttpRequest): Promise<Receipt> => {
    const { payload } = await signedAnswer(await ask(path, limits.receipt, request), publicKey, receiptSchema, 'receipt');
    // A receipt for another journal is as good as one that was not signed for us.
    return payload.journal === journal ? payload : fail('signature-wrong', { what: 'receipt' });
  };

  return {
    health: async () => jsonAnswer(await ask(paths.health, SMALL_ANSWER_BYTES), healthSchema),
    catalogue: fetchDocument(paths.catalogue, limits.catalogue, catalogueSchema, 'catalogue'),
    information: async (etag, since) => {
      const query = since === 0 ? '' : `?${new URLSearchParams({ since: String(since) }).toString()}`;
      const answer = await ask(paths.information + query, limits.information, { headers: etag === null ? {} : { 'If-None-Match': etag } });
      if ((answer.status === 304 && etag !== null) || (answer.status === 204 && since > 0)) return { changed: false };
      return { changed: true, text: joseBytes(answer), etag: answer.headers.get('etag') };
    },
    roster: fetchDocument(paths.roster, limits.roster, rosterSchema, 'roster'),
    plan: fetchDocument(paths.plan, limits.plan, sitePlanSchema, 'plan'),
    askEvidence: async (pictures) => {
      const request = { method: 'POST', body: JSON.stringify({ pictures }), headers: { 'Content-Type': 'application/json' } } as const;
      return jsonAnswer(await ask(paths.evidence, SMALL_ANSWER_BYTES, request), evidenceAnswerSchema);
    },
    sendEvidence: async (sha256, bytes) => {
      const answer = await ask(paths.evidencePicture(sha256), SMALL_ANSWER_BYTES, { method: 'PUT', body: bytes, headers: { 'Content-Type': 'image/jpeg' } });
      if (answer.status !== 204) refuseAnswer(answer);
    },
    answers: async (etag) => {
      try {
        return await fetchDocument(paths.answers, limits.answers, answersSchema, 'answers')(etag);
      } catch (error) {
        if (error instanceof ProblemError && error.problem.code === 'county-refused' && error.problem.data.code === 'not-found') return { changed: false };
        throw error;
      }
    },
    manifest: async (issue) => signedAnswer(await ask(paths.manifest(issue), limits.manifest), publicKey, issueManifestSchema, `issue ${issue}`),
    content: (sha256, bytes, range, signal) =>
      requestContent(http, url + paths.content(sha256), bytes, range, { headers: authorization, signal }),
    journalHead: (line) => {
      const query = line === undefined ? '' : `?${new URLSearchParams({ seq: String(line.seq), hash: line.hash }).toString()}`;
      return receipt(paths.journalHead(journal) + query);
    },
    send: (envelope) => receipt(paths.usage, { method: 'POST', body: envelope, headers: { 'Content-Type': ENVELOPE_MEDIA_TYPE } }),
    heartbeat: async (heartbeat) => {
      const request = { method: 'POST', body: JSON.stringify(heartbeat), headers: { 'Content-Type': 'application/json' } } as const;
      // The commands of a terminal are more than a few fields.
      return jsonAnswer(await ask(paths.heartbeats, 4 * SMALL_ANSWER_BYTES, request), heartbeatAnswerSchema);
    },
    release: async ({ platform, version, now }) => {
      const query = new URLSearchParams({ platform, version, ...(now ? { now: '1' } : {}) }).toString();
      const answer = await ask(`${paths.release}?${query}`, limits.release);
      return answer.status === 204 ? null : signedAnswer(answer, publicKey, releaseSchema, 'release');
    },
    releaseFile: (sha256, bytes, from, signal) =>
      requestContent(http, url + paths.releaseFile(sha256), bytes, { from, to: bytes }, { headers: authorization, signal }),
    sendCommandResult: async (command, type, bytes) => {
      const answer = await ask(paths.commandResult(command), SMALL_ANSWER_BYTES, { method: 'PUT', body: bytes, headers: { 'Content-Type': type } });
      if (answer.status < 200 || answer.status >= 300) refuseAnswer(answer);
    },
  };
}

/** `POST /v1/enrolments`, before there is a token or a trusted key. Gives the grant's text, unchecked. */
export async function requestEnrolment(http: Http, url: string, request: EnrolmentRequest): Promise<string> {
  const body = JSON.stringify(request);
  return joseAnswer(
    await http.read(url + paths.enrolments, SMALL_ANSWER_BYTES, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }),
  );
}

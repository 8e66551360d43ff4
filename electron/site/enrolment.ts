import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { enrolmentProof, keyFingerprint, parseEnrolmentCode } from '../../contract/site/enrolment-code.ts';
import type { EnrolmentCode } from '../../contract/site/enrolment-code.ts';
import { enrolmentGrantSchema } from '../../contract/site/enrolment.ts';
import type { EnrolmentGrant } from '../../contract/site/enrolment.ts';
import { createSerial } from './serial.ts';
import { requestEnrolment } from './county-client.ts';
import { checkCountyUrl } from './county-url.ts';
import type { Http } from './http.ts';
import type { IdentityStore } from './identity.ts';
import { createListeners } from './listeners.ts';
import { peek, readSigned } from './signed.ts';

/** What the county granted this terminal, and where the county is. */
export interface EnrolledTerminal extends EnrolmentGrant {
  readonly countyUrl: string;
}

export interface Enrolment {
  /** Null until the terminal is enrolled. */
  readonly current: () => EnrolledTerminal | null;
  /**
   * Enrols with a county by a one-time code. The key and the journal are durable before anything is sent, so that an
   * enrolment whose answer was lost succeeds when it is tried again with the same code.
   * `acceptInsecure`: the operator accepts plain HTTP to another machine.
   */
  readonly enrol: (request: { readonly countyUrl: string; readonly code: string; readonly acceptInsecure: boolean }) => Promise<EnrolledTerminal>;
  readonly onChanged: (listener: (terminal: EnrolledTerminal) => void) => () => void;
}

export interface EnrolmentOptions {
  readonly identity: IdentityStore;
  readonly http: Http;
  /** The terminal program's version. */
  readonly version: string;
  /** Hears when the kept grant is not the county's any more; the terminal then counts as not enrolled. */
  readonly onProblem: (problem: Problem) => void;
}

export async function openEnrolment(options: EnrolmentOptions): Promise<Enrolment> {
  const { identity } = options;
  let current = await readKept(options);
  const listeners = createListeners<EnrolledTerminal>();
  const serial = createSerial();
  return {
    current: () => current,
    onChanged: listeners.add,
    enrol: (request) =>
      serial(async () => {
        if (current !== null) return fail('already-enrolled', {});
        const code = parseEnrolmentCode(request.code);
        if (code === null) return fail('enrolment-code-malformed', {});
        const countyUrl = checkCountyUrl(request.countyUrl, request.acceptInsecure);
        const { journal, publicKey } = await identity.make();
        const proof = enrolmentProof(code.secret, publicKey.x, journal);
        const text = await send(options, countyUrl, { codeId: code.id, journal, publicKey, proof, version: options.version });
        const grant = await checkGrant(text, code.fingerprint, journal);
        await identity.keepEnrolment({ countyUrl, fingerprint: code.fingerprint, grant: text });
        current = { ...grant, countyUrl };
        listeners.tell(current);
        return current;
      }),
  };
}

/** The grant in `text` if a county with this fingerprint gave it to this journal. */
async function checkGrant(text: string, fingerprint: EnrolmentCode['fingerprint'], journal: string): Promise<EnrolmentGrant> {
  const claimed = enrolmentGrantSchema.safeParse(peek(text));
  if (!claimed.success) return fail('county-is-something-else', { status: 200 });
  const { publicKey } = claimed.data.county;
  if (keyFingerprint(publicKey.x) !== fingerprint) return fail('county-key-wrong', {});
  const { payload } = await readSigned(text, publicKey, enrolmentGrantSchema, 'enrolment');
  return payload.journal === journal ? payload : fail('signature-wrong', { what: 'enrolment' });
}

async function readKept(options: EnrolmentOptions): Promise<EnrolledTerminal | null> {
  const kept = options.identity.enrolment();
  const identity = options.identity.identity();
  if (kept === null) return null;
  try {
    const grant = await checkGrant(kept.grant, kept.fingerprint, identity?.journal ?? '');
    return { ...grant, countyUrl: kept.countyUrl };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    options.onProblem(error.problem);
    return null;
  }
}

async function send(options: EnrolmentOptions, countyUrl: string, request: Parameters<typeof requestEnrolment>[2]): Promise<string> {
  try {
    return await requestEnrolment(options.http, countyUrl, request);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'county-refused') return refuse(error.problem.data, error);
    throw error;
  }
}

/** The county's reasons for refusing a code as the problems the enrolment screen words. */
function refuse(refusal: { readonly code: string; readonly message: string }, cause: ProblemError): never {
  switch (refusal.code) {
    case 'enrolment-code-used':
    case 'enrolment-code-expired':
    case 'enrolment-code-unknown':
      return fail(refusal.code, {}, { cause });
    case 'enrolment-proof-wrong': // The secret is not that code's: such a code was never given out.
      return fail('enrolment-code-unknown', {}, { cause });
    default:
      throw cause;
  }
}

import type { z } from 'zod';
import { countyProblemSchema, JWS_MEDIA_TYPE } from '../../contract/http.ts';
import type { CountyProblem } from '../../contract/http.ts';
import { fail } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { HttpWhole } from './http.ts';
import { looksSigned, readSigned } from './signed.ts';
import type { Signed } from './signed.ts';

/** Most bytes of an answer that is a refusal or a few fields. */
export const SMALL_ANSWER_BYTES = 64 * 1024;

/** The county's own refusal, or null when the answer is none. */
export function refusalOf(answer: HttpWhole): CountyProblem['error'] | null {
  if (answer.status < 400 || answer.status >= 500 || mediaType(answer.headers) !== 'application/json') return null;
  const parsed = countyProblemSchema.safeParse(parseJson(answer.body));
  return parsed.success ? parsed.data.error : null;
}

/**
 * Throws what an answer that is not the one wanted means: `county-failing` for its 5xx, `county-refused` for its own
 * refusals, and `county-is-something-else` for everything a portal or another server may say, redirects included.
 */
export function refuseAnswer(answer: HttpWhole): never {
  const { status } = answer;
  if (status >= 500 && status !== 511) return fail('county-failing', { status }); // 511: a portal wants a sign-in.
  const refusal = refusalOf(answer);
  if (refusal !== null) return fail('county-refused', { code: refusal.code, message: refusal.message });
  return fail('county-is-something-else', { status });
}

/** The fields of a JSON answer; one of another shape did not come from a county. */
export function jsonAnswer<T>(answer: HttpWhole, schema: z.ZodType<T>): T {
  if (!succeeded(answer)) return refuseAnswer(answer);
  const parsed = mediaType(answer.headers) === 'application/json' ? schema.safeParse(parseJson(answer.body)) : null;
  return parsed?.success === true ? parsed.data : fail('county-is-something-else', { status: answer.status });
}

/** The text of a signed answer, its signature not yet checked. */
export function joseAnswer(answer: HttpWhole): string {
  if (!succeeded(answer)) return refuseAnswer(answer);
  const text = mediaType(answer.headers) === JWS_MEDIA_TYPE ? answer.body.toString('utf8').trim() : '';
  return looksSigned(text) ? text : fail('county-is-something-else', { status: answer.status });
}

/** The bytes of a signed answer, neither its shape nor its signature checked. */
export function joseBytes(answer: HttpWhole): Uint8Array {
  if (!succeeded(answer)) return refuseAnswer(answer);
  return mediaType(answer.headers) === JWS_MEDIA_TYPE ? answer.body : fail('county-is-something-else', { status: answer.status });
}

/** A signed answer, checked. Throws `signature-wrong` or `content-damaged`, naming `what`. */
export function signedAnswer<T>(answer: HttpWhole, key: PublicKey, schema: z.ZodType<T>, what: string): Promise<Signed<T>> {
  return readSigned(joseAnswer(answer), key, schema, what);
}

/** The media type alone, in lower case, without parameters; empty when none is given. */
export function mediaType(headers: Headers): string {
  return (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function succeeded(answer: HttpWhole): boolean {
  return answer.status >= 200 && answer.status < 300;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // Fits no schema.
  }
}

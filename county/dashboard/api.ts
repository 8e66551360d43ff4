import type { z } from 'zod';
import { countyProblemSchema } from '../../contract/http.ts';
import { accountPaths, sessionAnswerSchema, waitDetailsSchema } from '../accounts/schemas.ts';
import type { SessionAnswer, SetupRequest, SignInRequest } from '../accounts/schemas.ts';
import { diskFullSchema, outOfStepSchema, wrongNamesSchema } from '../publish/schemas.ts';

/** Why the county did not do what was asked, as far as the page tells it apart. */
export type Refusal =
  | { readonly kind: 'unreachable' | 'unauthorized' | 'forbidden' | 'password-change-needed' | 'busy' | 'failing' | 'strange' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'disk-full'; readonly needsBytes: number; readonly freeBytes: number }
  | { readonly kind: 'wrong-names'; readonly names: readonly string[] }
  /** A file that is being uploaded stands elsewhere than was thought. */
  | { readonly kind: 'out-of-step'; readonly doneBytes: number }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export class RefusalError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.kind, options);
    this.name = 'RefusalError';
    this.refusal = refusal;
  }
}

export const askSession = (signal?: AbortSignal) => ask('GET', accountPaths.session, sessionAnswerSchema, { signal });

export const signIn = (request: SignInRequest): Promise<SessionAnswer> => ask('POST', accountPaths.session, sessionAnswerSchema, { body: request });

export const setUp = (request: SetupRequest): Promise<SessionAnswer> => ask('POST', accountPaths.setup, sessionAnswerSchema, { body: request });

export async function signOut(): Promise<void> {
  await send('DELETE', accountPaths.session, {});
}

interface Options {
  /** Sent as JSON, a Blob as it is. */
  readonly body?: object;
  /** Media type of a Blob that is sent; its own one is what a browser guesses by its name. */
  readonly type?: string;
  readonly signal?: AbortSignal | undefined;
}

/** The answer to a request, checked. Throws `RefusalError`. */
export async function ask<T>(method: string, path: string, schema: z.ZodType<T>, options: Options): Promise<T> {
  const answer = await send(method, path, options);
  const parsed = schema.safeParse(await readJson(answer));
  if (!parsed.success) throw new RefusalError({ kind: 'strange' }, { cause: parsed.error });
  return parsed.data;
}

export async function send(method: string, path: string, { body, type, signal }: Options): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      signal: signal ?? null,
      ...(body === undefined ? {} : sentBody(body, type)),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new RefusalError({ kind: 'unreachable' }, { cause: error });
  }
  if (answer.ok) return answer;
  throw new RefusalError(refusalOf(answer.status, await readJson(answer)));
}

function sentBody(body: object, type = 'application/octet-stream'): Pick<RequestInit, 'body' | 'headers'> {
  if (body instanceof Blob) return { body, headers: { 'content-type': type } };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function refusalOf(status: number, body: unknown): Refusal {
  const problem = countyProblemSchema.safeParse(body);
  if (!problem.success) return { kind: status >= 500 ? 'failing' : 'strange' };
  const { code, message, details } = problem.data.error;
  switch (code) {
    case 'unauthorized':
    case 'forbidden':
    case 'password-change-needed':
      return { kind: code };
    case 'rate-limited': {
      const wait = waitDetailsSchema.safeParse(details);
      return wait.success ? { kind: 'wait', seconds: wait.data.waitSeconds } : { kind: 'busy' };
    }
    case 'disk-full': {
      const full = diskFullSchema.safeParse(details);
      return full.success ? { kind: 'disk-full', ...full.data } : { kind: 'failing' };
    }
    case 'upload-out-of-step': {
      const step = outOfStepSchema.safeParse(details);
      return step.success ? { kind: 'out-of-step', ...step.data } : { kind: 'strange' };
    }
    case 'bad-request': {
      const names = wrongNamesSchema.safeParse(details);
      return names.success ? { kind: 'wrong-names', names: names.data.names.map(({ name }) => name) } : { kind: 'refused', code, message };
    }
    case 'internal':
      return { kind: 'failing' };
    default:
      return { kind: 'refused', code, message };
  }
}

/** Undefined for what is not JSON: a portal's page, say. */
async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

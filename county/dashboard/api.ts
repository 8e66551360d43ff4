import type { z } from 'zod';
import { countyProblemSchema, paths, summarySchema } from '../../contract/http.ts';
import type { Summary, SummaryQuery } from '../../contract/http.ts';
import { accountPaths, sessionAnswerSchema, waitDetailsSchema } from '../accounts/schemas.ts';
import type { SessionAnswer, SetupRequest, SignInRequest } from '../accounts/schemas.ts';

/** Why the county did not do what was asked, as far as the page tells it apart. */
export type Refusal =
  | { readonly kind: 'unreachable' | 'unauthorized' | 'forbidden' | 'busy' | 'failing' | 'strange' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly message: string };

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

/** The five figures of a period, with the sites that the signed-in person may see. */
export function askSummary(query: SummaryQuery, signal: AbortSignal): Promise<Summary> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return ask('GET', `${paths.summary}?${new URLSearchParams(given).toString()}`, summarySchema, { signal });
}

interface Options {
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
}

async function ask<T>(method: string, path: string, schema: z.ZodType<T>, options: Options): Promise<T> {
  const answer = await send(method, path, options);
  const parsed = schema.safeParse(await readJson(answer));
  if (!parsed.success) throw new RefusalError({ kind: 'strange' }, { cause: parsed.error });
  return parsed.data;
}

async function send(method: string, path: string, { body, signal }: Options): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      signal: signal ?? null,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new RefusalError({ kind: 'unreachable' }, { cause: error });
  }
  if (answer.ok) return answer;
  throw new RefusalError(refusalOf(answer.status, await readJson(answer)));
}

function refusalOf(status: number, body: unknown): Refusal {
  const problem = countyProblemSchema.safeParse(body);
  if (!problem.success) return { kind: status >= 500 ? 'failing' : 'strange' };
  const { code, message, details } = problem.data.error;
  switch (code) {
    case 'unauthorized':
    case 'forbidden':
      return { kind: code };
    case 'rate-limited': {
      const wait = waitDetailsSchema.safeParse(details);
      return wait.success ? { kind: 'wait', seconds: wait.data.waitSeconds } : { kind: 'busy' };
    }
    case 'internal':
      return { kind: 'failing' };
    default:
      return { kind: 'refused', message };
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

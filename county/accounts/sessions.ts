import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import type { Person } from './schemas.ts';
import { newToken, tokenHash } from './tokens.ts';

/** Name of the cookie that carries a session's token. */
export const SESSION_COOKIE = 'session';

const HOUR_MS = 3600 * 1000;
const LIFE_MS = 7 * 24 * HOUR_MS;
const IDLE_MS = 12 * HOUR_MS;
/** A session in use is noted no oftener than this, which spares a write for each request. */
const NOTE_EVERY_MS = 5 * 60 * 1000;

/** A signed-in person with the account's identifier. */
export interface SignedIn extends Person {
  readonly account: string;
  /** Somebody else chose the password: nothing but choosing another one is done for this person. */
  readonly mustChange: boolean;
}

/** Begins a session and gives its token to the browser. */
export async function beginSession(deps: CountyDeps, account: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = newToken();
  const now = deps.now();
  const queries = deps.database.tables;
  await queries.deleteFrom('sessions').where('expires_at', '<', now).execute();
  await queries
    .insertInto('sessions')
    .values({ token_hash: tokenHash(token), account, created_at: now, seen_at: now, expires_at: new Date(now.getTime() + LIFE_MS) })
    .execute();
  await queries.updateTable('accounts').set({ signed_in_at: now }).where('account', '=', account).execute();
  void reply.setCookie(SESSION_COOKIE, token, cookieOptions(deps, request));
}

/** Ends the session that the request carries, if any, at the county and in the browser. */
export async function endSession(deps: CountyDeps, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = request.cookies[SESSION_COOKIE];
  if (token !== undefined) await deps.database.tables.deleteFrom('sessions').where('token_hash', '=', tokenHash(token)).execute();
  void reply.clearCookie(SESSION_COOKIE, cookieOptions(deps, request));
}

/** Ends all sessions of an account. */
export async function endSessionsOf(queries: Queries, account: string): Promise<void> {
  await queries.deleteFrom('sessions').where('account', '=', account).execute();
}

/** Who sent the request, by its session; null for nobody, for a session that has ended and for an account that is disabled. */
export async function findSignedIn(deps: CountyDeps, request: FastifyRequest): Promise<SignedIn | null> {
  const token = request.cookies[SESSION_COOKIE];
  if (token === undefined) return null;
  const now = deps.now();
  const found = await deps.database.tables
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.account', 'sessions.account')
    .select(['accounts.account', 'accounts.name', 'accounts.role', 'accounts.township', 'accounts.must_change', 'sessions.seen_at'])
    .where('sessions.token_hash', '=', tokenHash(token))
    .where('sessions.expires_at', '>', now)
    .where('sessions.seen_at', '>', new Date(now.getTime() - IDLE_MS))
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) return null;
  const { seen_at: seenAt, must_change: mustChange, ...person } = found;
  if (now.getTime() - seenAt.getTime() > NOTE_EVERY_MS) {
    await deps.database.tables.updateTable('sessions').set({ seen_at: now }).where('token_hash', '=', tokenHash(token)).execute();
  }
  return { ...person, mustChange };
}

function cookieOptions({ config }: CountyDeps, request: FastifyRequest) {
  const secure = request.protocol === 'https' || config.publicUrl?.startsWith('https:') === true;
  return { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: LIFE_MS / 1000 } as const;
}

import type { FastifyRequest } from 'fastify';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { guard } from '../guards.ts';
import { hashToken } from './terminal-token.ts';

/** The enrolled terminal that sent a request. */
export interface KnownTerminal {
  readonly journal: string;
  readonly terminal: string;
  readonly site: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requireTerminal`. */
    knownTerminal?: KnownTerminal;
  }
}

/** The token of `Authorization: Bearer`, if the request carries one. */
export function bearerToken(request: FastifyRequest): string | null {
  return /^Bearer ([\w.~+/-]{1,512}=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** A preHandler that lets only enrolled terminals pass. Throws CountyError `unauthorized` or `terminal-unknown`. */
export function requireTerminal(deps: CountyDeps): (request: FastifyRequest) => Promise<void> {
  return guard(async (request) => {
    const token = bearerToken(request);
    if (token === null) throw new CountyError('unauthorized', 401, 'This needs the terminal’s token.');
    const terminal = await deps.database.tables
      .selectFrom('terminals')
      .select(['journal', 'terminal', 'site'])
      .where('token_hash', '=', hashToken(token))
      .executeTakeFirst();
    if (terminal === undefined) throw new CountyError('terminal-unknown', 401, 'No terminal of this county has this token.');
    request.knownTerminal = terminal;
  });
}

/** The terminal that a route behind `requireTerminal` serves. */
export function terminalOf(request: FastifyRequest): KnownTerminal {
  if (request.knownTerminal === undefined) throw new Error('This route lacks its requireTerminal.');
  return request.knownTerminal;
}

import type { FastifyRequest } from 'fastify';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { guard } from '../guards.ts';
import { bearerToken } from '../sites/require-terminal.ts';
import { isMachineToken } from './machine-tokens.ts';
import { refuseForeignPages } from './same-origin.ts';
import type { Role } from './schemas.ts';
import { findSignedIn } from './sessions.ts';
import type { SignedIn } from './sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requirePerson` and `requirePersonOrMachine`; null there for a machine. */
    signedIn?: SignedIn | null;
  }
}

/**
 * A preHandler that lets only signed-in people pass, of these roles, or of any role when none is named.
 * Throws CountyError `unauthorized` or `forbidden`.
 */
export function requirePerson(deps: CountyDeps, ...roles: readonly Role[]): (request: FastifyRequest) => Promise<void> {
  return guard(async (request) => {
    refuseForeignPages(request, deps.config);
    const signedIn = await findSignedIn(deps, request);
    if (signedIn === null) throw new CountyError('unauthorized', 401, 'Sign in first.');
    if (signedIn.mustChange) throw new CountyError('password-change-needed', 403, 'Choose a password of your own first.');
    if (roles.length > 0 && !roles.includes(signedIn.role)) throw new CountyError('forbidden', 403, `This is for ${roles.join(' and ')}.`);
    request.signedIn = signedIn;
  });
}

/** As `requirePerson`, and lets machines with a token pass too. A machine sees what `county-staff` see. */
export function requirePersonOrMachine(deps: CountyDeps, ...roles: readonly Role[]): (request: FastifyRequest) => Promise<void> {
  const person = requirePerson(deps, ...roles);
  return guard(async (request) => {
    const token = bearerToken(request);
    if (token === null) return person(request);
    if (!(await isMachineToken(deps, token))) throw new CountyError('unauthorized', 401, 'The token is not one of the county’s.');
    request.signedIn = null;
  });
}

/** A preHandler that lets every signed-in person pass, also one who must choose another password first. */
export function requireAnyPerson(deps: CountyDeps): (request: FastifyRequest) => Promise<void> {
  return guard(async (request) => {
    refuseForeignPages(request, deps.config);
    const signedIn = await findSignedIn(deps, request);
    if (signedIn === null) throw new CountyError('unauthorized', 401, 'Sign in first.');
    request.signedIn = signedIn;
  });
}

/** The person that a route behind `requirePerson` serves. */
export function personOf(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw new Error('This route lacks its requirePerson.');
  return request.signedIn;
}

/** The one township whose sites this request may see; null for all of them. */
export function townshipLimitOf(request: FastifyRequest): string | null {
  if (request.signedIn === undefined) throw new Error('This route lacks its requirePerson or requirePersonOrMachine.');
  return request.signedIn?.township ?? null;
}

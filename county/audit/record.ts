import type { FastifyRequest } from 'fastify';
import type { Queries } from '../database/database.ts';
import type { AuditAction } from './schemas.ts';

/** Who changes something. */
export type Actor =
  | { readonly kind: 'person'; readonly account: string; readonly name: string }
  | { readonly kind: 'machine' }
  /** Whoever runs the server. */
  | { readonly kind: 'command-line' }
  | { readonly kind: 'setup-link' };

export const commandLine: Actor = { kind: 'command-line' };

/** The person or machine that a route behind `requirePerson` or `requirePersonOrMachine` serves. */
export function actorOf(request: FastifyRequest): Actor {
  const { signedIn } = request;
  if (signedIn === undefined) throw new Error('This route lacks its requirePerson or requirePersonOrMachine.');
  return signedIn === null ? { kind: 'machine' } : { kind: 'person', account: signedIn.account, name: signedIn.name };
}

export interface Change {
  readonly action: AuditAction;
  /** The site it is about, if it is about one. */
  readonly site?: string;
  readonly township?: string | null;
  /** What was changed, as people call it. */
  readonly subject?: string;
  /** As it was and as it is, without secrets; left out where there is nothing to say. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes down a change. `queries` must be the transaction that makes the change, so that there is never the one without the other. */
export async function recordChange(queries: Queries, by: Actor, at: Date, change: Change): Promise<void> {
  await queries
    .insertInto('audit')
    .values({
      ...{ at, by_kind: by.kind, by_account: by.kind === 'person' ? by.account : null, by_name: by.kind === 'person' ? by.name : null },
      ...{ action: change.action, site: change.site ?? null, township: change.township ?? null, subject: change.subject ?? null },
      ...{ before: textOf(change.before), after: textOf(change.after) },
    })
    .execute();
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

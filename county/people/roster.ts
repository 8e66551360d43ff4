import { rosterSchema } from '../../contract/site/roster.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';

export interface RosterPublication {
  readonly version: number;
  readonly members: number;
  /** False when the site had exactly these members already. */
  readonly changed: boolean;
}

/** Publishes the members of one site. The version rises only when they change. Run in a transaction. */
export async function publishRoster(deps: CountyDeps, queries: Queries, site: string, members: readonly MemberCopy[]): Promise<RosterPublication> {
  const ordered = [...members].sort((a, b) => compareNumbers(a.number, b.number)).map(({ number, name }) => ({ number, name }));
  const known = await queries.selectFrom('rosters').select(['version', 'members']).where('site', '=', site).forUpdate().executeTakeFirst();
  if (known !== undefined && sameMembers(known.members, ordered)) {
    return { version: known.version, members: ordered.length, changed: false };
  }
  const now = deps.now();
  const version = (known?.version ?? 0) + 1;
  const jws = await deps.keys.sign(rosterSchema.parse({ kind: 'roster/1', site, version, publishedAt: now.toISOString(), members: ordered }));
  const row = { version, members: JSON.stringify(ordered), jws, jws_sha256: sha256Of(jws), published_at: now };
  await queries
    .insertInto('rosters')
    .values({ site, ...row })
    .onConflict((conflict) => conflict.column('site').doUpdateSet(row))
    .execute();
  return { version, members: ordered.length, changed: true };
}

/** The roster of one site as published. Throws CountyError `not-found` for a site that is not registered. */
export async function findRoster(queries: Queries, site: string): Promise<SignedDocument> {
  const roster = await queries.selectFrom('rosters').select(['jws', 'jws_sha256']).where('site', '=', site).executeTakeFirst();
  if (roster === undefined) throw new CountyError('not-found', 404, `The county has no site called ${site}.`);
  return roster;
}

function sameMembers(known: readonly MemberCopy[], next: readonly MemberCopy[]): boolean {
  return known.length === next.length && known.every((member, at) => member.number === next[at]?.number && member.name === next[at].name);
}

/** Shorter numbers first, then by digit: 9 before 10, and 09 beside 9 stays a number of its own. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

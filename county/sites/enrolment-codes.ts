import { formatEnrolmentCode, newEnrolmentCode } from '../../contract/site/enrolment-code.ts';
import { commandLine, recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { findSite } from './register.ts';
import type { OpenCode } from './schemas.ts';

const DAY_MS = 24 * 3600 * 1000;

/** How long a code may be carried to the village before it is used. */
const CODE_LIFE_MS = 7 * DAY_MS;

/** Codes that ended longer ago than this are forgotten, so that their names become free again. */
const FORGET_AFTER_MS = 30 * DAY_MS;

export interface IssuedCode {
  /** As it is printed and typed, eight groups of four. The county keeps what it needs to check it, not the code. */
  readonly code: string;
  readonly expiresAt: Date;
}

interface CodeOptions {
  readonly lifeMs?: number;
  readonly by?: Actor;
}

/** A new one-time code that lets one terminal enrol at this site. Throws CountyError `not-found` for an unknown site. */
export async function issueEnrolmentCode(deps: CountyDeps, site: string, { lifeMs = CODE_LIFE_MS, by = commandLine }: CodeOptions = {}): Promise<IssuedCode> {
  return deps.database.transaction(async (queries) => {
    await findSite(queries, site);
    const now = deps.now();
    await queries.deleteFrom('enrolment_codes').where('expires_at', '<', new Date(now.getTime() - FORGET_AFTER_MS)).execute();
    const expiresAt = new Date(now.getTime() + lifeMs);
    for (;;) {
      const code = newEnrolmentCode(deps.keys.fingerprint);
      const inserted = await queries
        .insertInto('enrolment_codes')
        .values({ code: code.id, site, secret: code.secret, expires_at: expiresAt, issued_at: now, issued_by: by.kind === 'person' ? by.name : null })
        .onConflict((conflict) => conflict.column('code').doNothing())
        .executeTakeFirst();
      // A name that is taken (1 in a million for each code alive) is thrown away with its secret.
      if (inserted.numInsertedOrUpdatedRows !== 1n) continue;
      await recordChange(queries, by, now, { action: 'code.issued', site, subject: code.id, after: { expiresAt: expiresAt.toISOString() } });
      return { code: formatEnrolmentCode(code), expiresAt };
    }
  });
}

/** The codes of a site that can still be used, newest first. */
export async function openCodes(queries: Queries, site: string, now: Date): Promise<OpenCode[]> {
  const rows = await queries
    .selectFrom('enrolment_codes')
    .select(['code', 'issued_at', 'issued_by', 'expires_at'])
    .where('site', '=', site)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('expires_at', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.code, issuedAt: row.issued_at?.toISOString() ?? null, issuedBy: row.issued_by, expiresAt: row.expires_at.toISOString() }));
}

/** Takes back a code that nobody has used. Throws CountyError `not-found`, and `enrolment-code-used` for one that has been. */
export async function withdrawCode(deps: CountyDeps, site: string, id: string, by: Actor): Promise<void> {
  await deps.database.transaction(async (queries) => {
    const code = await queries.selectFrom('enrolment_codes').select(['used_at', 'withdrawn_at']).where('code', '=', id).where('site', '=', site).forUpdate().executeTakeFirst();
    if (code === undefined) throw new CountyError('not-found', 404, `The site ${site} has no code that begins with ${id}.`);
    if (code.used_at !== null) throw new CountyError('enrolment-code-used', 409, 'This code has been used.');
    if (code.withdrawn_at !== null) return;
    await queries.updateTable('enrolment_codes').set({ withdrawn_at: deps.now(), secret: null }).where('code', '=', id).execute();
    await recordChange(queries, by, deps.now(), { action: 'code.withdrawn', site, subject: id });
  });
}

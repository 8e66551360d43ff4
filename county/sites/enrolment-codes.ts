import { formatEnrolmentCode, newEnrolmentCode } from '../../contract/site/enrolment-code.ts';
import type { CountyDeps } from '../deps.ts';
import { findSite } from './register.ts';

const DAY_MS = 24 * 3600 * 1000;

/** How long a code may be carried to the village before it is used. */
export const CODE_LIFE_MS = 7 * DAY_MS;

/** Codes that ended longer ago than this are forgotten, so that their names become free again. */
const FORGET_AFTER_MS = 30 * DAY_MS;

export interface IssuedCode {
  /** As it is printed and typed, eight groups of four. The county keeps what it needs to check it, not the code. */
  readonly code: string;
  readonly expiresAt: Date;
}

/** A new one-time code that lets one terminal enrol at this site. Throws CountyError `not-found` for an unknown site. */
export async function issueEnrolmentCode(deps: CountyDeps, site: string, lifeMs = CODE_LIFE_MS): Promise<IssuedCode> {
  const { tables } = deps.database;
  await findSite(tables, site);
  const now = deps.now();
  await tables.deleteFrom('enrolment_codes').where('expires_at', '<', new Date(now.getTime() - FORGET_AFTER_MS)).execute();
  const expiresAt = new Date(now.getTime() + lifeMs);
  for (;;) {
    const code = newEnrolmentCode(deps.keys.fingerprint);
    const inserted = await tables
      .insertInto('enrolment_codes')
      .values({ code: code.id, site, secret: code.secret, expires_at: expiresAt })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .executeTakeFirst();
    // A name that is taken (1 in a million for each code alive) is thrown away with its secret.
    if (inserted.numInsertedOrUpdatedRows === 1n) return { code: formatEnrolmentCode(code), expiresAt };
  }
}

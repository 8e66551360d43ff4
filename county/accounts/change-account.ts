import { sql } from 'kysely';
import type { Database, Queries } from '../database/database.ts';
import { CountyError } from '../errors.ts';
import { findAccount, nameKey } from './accounts.ts';
import { liftBlock } from './failures.ts';
import { hashPassword } from './password.ts';
import type { Account, AccountChange } from './schemas.ts';
import { endSessionsOf } from './sessions.ts';

/**
 * Changes an account as a `county-admin` asks. A new password, and disabling, end its sessions.
 * Throws CountyError `not-found`, or `bad-request` when no `county-admin` would be left to let anybody in.
 */
export async function changeAccount(database: Database, id: string, change: AccountChange, now: Date): Promise<Account> {
  // Hashing takes long on purpose, so it is done before anything is locked.
  const password = change.password === undefined ? null : await hashPassword(change.password);
  return database.transaction((queries) => applyChange(queries, id, { password, disabled: change.disabled }, now));
}

async function applyChange(
  queries: Queries,
  id: string,
  change: { readonly password: string | null; readonly disabled: boolean | undefined },
  now: Date,
): Promise<Account> {
  // One change at a time: two admins who disable each other must not both succeed.
  await sql`lock table accounts in share row exclusive mode`.execute(queries);
  const account = await findAccount(queries, id);
  if (change.disabled === true && account.role === 'county-admin' && !(await hasOtherAdmin(queries, id))) {
    throw new CountyError('bad-request', 409, 'This is the last county-admin: make another one first.');
  }
  if (change.disabled !== undefined) {
    await queries
      .updateTable('accounts')
      .set({ disabled_at: change.disabled ? now : null })
      .where('account', '=', id)
      .execute();
  }
  if (change.password !== null) {
    await queries.updateTable('accounts').set({ password: change.password }).where('account', '=', id).execute();
    await liftBlock(queries, nameKey(account.name));
  }
  if (change.password !== null || change.disabled === true) await endSessionsOf(queries, id);
  return findAccount(queries, id);
}

async function hasOtherAdmin(queries: Queries, id: string): Promise<boolean> {
  const other = await queries
    .selectFrom('accounts')
    .select('account')
    .where('role', '=', 'county-admin')
    .where('disabled_at', 'is', null)
    .where('account', '!=', id)
    .executeTakeFirst();
  return other !== undefined;
}

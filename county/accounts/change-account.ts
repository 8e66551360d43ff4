import { sql } from 'kysely';
import { recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { Database, Queries } from '../database/database.ts';
import { CountyError } from '../errors.ts';
import { findAccount, nameKey } from './accounts.ts';
import { liftBlock } from './failures.ts';
import { hashPassword } from './password.ts';
import type { Account, AccountChange } from './schemas.ts';
import { endSessionsOf } from './sessions.ts';

interface HashedChange extends Omit<AccountChange, 'password'> {
  readonly password: string | null;
}

/**
 * Changes an account as `by` asks. A new password, and disabling, end its sessions; a password that somebody else chose must be
 * changed at the next sign-in.
 * Throws CountyError `not-found`, or `bad-request` when no `county-admin` would be left to let anybody in.
 */
export async function changeAccount(database: Database, id: string, change: AccountChange, by: Actor, now: Date): Promise<Account> {
  // Hashing takes long on purpose, so it is done before anything is locked.
  const password = change.password === undefined ? null : await hashPassword(change.password);
  return database.transaction((queries) => applyChange(queries, id, { ...change, password }, by, now));
}

async function applyChange(queries: Queries, id: string, change: HashedChange, by: Actor, now: Date): Promise<Account> {
  // One change at a time: two admins who disable each other must not both succeed.
  await sql`lock table accounts in share row exclusive mode`.execute(queries);
  const account = await findAccount(queries, id, now);
  const { name: subject, township } = account;
  const note = (action: Parameters<typeof recordChange>[3]['action']) => recordChange(queries, by, now, { action, subject, township });
  if (change.disabled === true && account.role === 'county-admin' && !(await hasOtherAdmin(queries, id))) {
    throw new CountyError('bad-request', 409, 'This is the last county-admin: make another one first.');
  }
  if (change.disabled !== undefined && change.disabled !== account.disabled) {
    await queries
      .updateTable('accounts')
      .set({ disabled_at: change.disabled ? now : null })
      .where('account', '=', id)
      .execute();
    await note(change.disabled ? 'account.disabled' : 'account.enabled');
  }
  if (change.password !== null) {
    const own = by.kind === 'person' && by.account === id;
    await queries.updateTable('accounts').set({ password: change.password, must_change: !own }).where('account', '=', id).execute();
    await note(own ? 'account.password-changed' : 'account.password-reset');
  }
  if (change.unlock === true) await note('account.unlocked');
  if (change.unlock === true || change.password !== null) await liftBlock(queries, nameKey(account.name));
  if (change.password !== null || change.disabled === true) await endSessionsOf(queries, id);
  return findAccount(queries, id, now);
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

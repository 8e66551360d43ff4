import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import { CountyError } from '../errors.ts';
import type { Account, NewAccount } from './schemas.ts';

/** By which an account is found: upper and lower case, and the ways to write one letter, are the same name. */
export function nameKey(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}

/** True until the first person has an account. */
export async function setupNeeded(queries: Queries): Promise<boolean> {
  return (await queries.selectFrom('accounts').select('account').limit(1).executeTakeFirst()) === undefined;
}

interface NewcomerOptions {
  /** Somebody else chose the password. */
  readonly mustChange?: boolean;
}

/** Adds an account. Throws CountyError `bad-request` for a name that is taken. */
export async function addAccount(queries: Queries, account: Omit<NewAccount, 'password'>, passwordHash: string, now: Date, { mustChange = false }: NewcomerOptions = {}): Promise<Account> {
  const id = randomUUID();
  const inserted = await queries
    .insertInto('accounts')
    .values({
      ...{ account: id, name: account.name, name_key: nameKey(account.name), role: account.role, township: account.township },
      ...{ password: passwordHash, created_at: now, disabled_at: null, must_change: mustChange },
    })
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) throw new CountyError('bad-request', 409, `The name ${account.name} is taken.`);
  return findAccount(queries, id, now);
}

export async function listAccounts(queries: Queries, now: Date): Promise<Account[]> {
  return (await accountRows(queries).orderBy('accounts.created_at').orderBy('accounts.name').execute()).map((row) => toAccount(row, now));
}

/** Throws CountyError `not-found`. */
export async function findAccount(queries: Queries, id: string, now: Date): Promise<Account> {
  const row = await accountRows(queries).where('accounts.account', '=', id).executeTakeFirst();
  if (row === undefined) throw new CountyError('not-found', 404, 'There is no such account.');
  return toAccount(row, now);
}

function accountRows(queries: Queries) {
  return queries
    .selectFrom('accounts')
    .leftJoin('sign_in_failures', (join) => join.on((eb) => eb('sign_in_failures.subject', '=', sql<string>`'account:' || ${eb.ref('accounts.name_key')}`)))
    .select(['account', 'name', 'role', 'township', 'created_at', 'signed_in_at', 'disabled_at', 'must_change', 'sign_in_failures.blocked_until']);
}

function toAccount(row: Awaited<ReturnType<ReturnType<typeof accountRows>['executeTakeFirstOrThrow']>>, now: Date): Account {
  const { account, name, role, township, blocked_until: blockedUntil } = row;
  return {
    ...{ id: account, name, role, township, createdAt: row.created_at.toISOString(), signedInAt: row.signed_in_at?.toISOString() ?? null },
    ...{ disabled: row.disabled_at !== null, mustChange: row.must_change },
    lockedUntil: blockedUntil !== null && blockedUntil > now ? blockedUntil.toISOString() : null,
  };
}

import { recordChange } from '../audit/record.ts';
import type { Database } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { addAccount, findAccount, nameKey } from './accounts.ts';
import { liftBlock } from './failures.ts';
import { hashPassword } from './password.ts';
import type { Account, SetupRequest } from './schemas.ts';
import { endSessionsOf } from './sessions.ts';
import { newToken, tokenHash } from './tokens.ts';

const LIFE_MS = 24 * 3600 * 1000;

/**
 * A one-time token with which whoever runs the server makes a `county-admin`: the first person, or one whose password is
 * lost or whose name is blocked. Good for a day; an earlier token ends.
 */
export async function createSetupToken({ database, now }: Pick<CountyDeps, 'database' | 'now'>): Promise<string> {
  const token = newToken();
  const created = now();
  await database.transaction(async (queries) => {
    await queries.deleteFrom('setup_tokens').execute();
    await queries
      .insertInto('setup_tokens')
      .values({ token_hash: tokenHash(token), created_at: created, expires_at: new Date(created.getTime() + LIFE_MS) })
      .execute();
  });
  return token;
}

/** Makes the account a `county-admin` with this password, new or not. Throws CountyError `unauthorized` for a token that is not good any more. */
export async function useSetupToken(database: Database, { token, name, password }: SetupRequest, now: Date): Promise<Account> {
  const passwordHash = await hashPassword(password);
  return database.transaction(async (queries) => {
    const used = await queries.deleteFrom('setup_tokens').where('token_hash', '=', tokenHash(token)).where('expires_at', '>', now).executeTakeFirst();
    if (used.numDeletedRows !== 1n) throw new CountyError('unauthorized', 401, 'This set-up link has been used or is too old. The county’s command line makes another.');
    const known = await queries.selectFrom('accounts').select('account').where('name_key', '=', nameKey(name)).executeTakeFirst();
    await recordChange(queries, { kind: 'setup-link' }, now, { action: 'account.set-up', subject: name });
    if (known === undefined) return addAccount(queries, { name, role: 'county-admin', township: null }, passwordHash, now);
    await queries
      .updateTable('accounts')
      .set({ role: 'county-admin', township: null, password: passwordHash, disabled_at: null, must_change: false })
      .where('account', '=', known.account)
      .execute();
    await endSessionsOf(queries, known.account);
    await liftBlock(queries, nameKey(name));
    return findAccount(queries, known.account, now);
  });
}

import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { newToken, tokenHash } from './tokens.ts';

/** A new token for the machine of this name. It is shown once: the county keeps its hash. Throws CountyError `bad-request` for a name that is taken. */
export async function createMachineToken(deps: Pick<CountyDeps, 'database' | 'now'>, name: string): Promise<string> {
  const token = newToken();
  const inserted = await deps.database.tables
    .insertInto('machine_tokens')
    .values({ name, token_hash: tokenHash(token), created_at: deps.now() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) throw new CountyError('bad-request', 409, `There is a token named ${name} already: withdraw it first, or choose another name.`);
  return token;
}

/** Ends a machine's token. Throws CountyError `not-found`. */
export async function withdrawMachineToken(deps: Pick<CountyDeps, 'database'>, name: string): Promise<void> {
  const deleted = await deps.database.tables.deleteFrom('machine_tokens').where('name', '=', name).executeTakeFirst();
  if (deleted.numDeletedRows !== 1n) throw new CountyError('not-found', 404, `There is no token named ${name}.`);
}

export async function isMachineToken(queries: Queries, token: string): Promise<boolean> {
  const found = await queries.selectFrom('machine_tokens').select('name').where('token_hash', '=', tokenHash(token)).executeTakeFirst();
  return found !== undefined;
}

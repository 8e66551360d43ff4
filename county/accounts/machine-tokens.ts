import { commandLine, recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import type { MachineTokens } from './schemas.ts';
import { newToken, tokenHash } from './tokens.ts';

/** A token in use is noted no oftener than this, which spares a write for each request. */
const NOTE_EVERY_MS = 3600 * 1000;

type Deps = Pick<CountyDeps, 'database' | 'now'>;

/** A new token for the machine of this name. It is shown once: the county keeps its hash. Throws CountyError `bad-request` for a name that is taken. */
export async function createMachineToken({ database, now }: Deps, name: string, by: Actor = commandLine): Promise<string> {
  const token = newToken();
  await database.transaction(async (queries) => {
    const inserted = await queries
      .insertInto('machine_tokens')
      .values({ name, token_hash: tokenHash(token), created_at: now(), created_by: by.kind === 'person' ? by.name : null })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) throw new CountyError('bad-request', 409, `There is a token named ${name} already: withdraw it first, or choose another name.`);
    await recordChange(queries, by, now(), { action: 'token.made', subject: name });
  });
  return token;
}

/** Ends a machine's token. Throws CountyError `not-found`. */
export async function withdrawMachineToken({ database, now }: Deps, name: string, by: Actor = commandLine): Promise<void> {
  await database.transaction(async (queries) => {
    const deleted = await queries.deleteFrom('machine_tokens').where('name', '=', name).executeTakeFirst();
    if (deleted.numDeletedRows !== 1n) throw new CountyError('not-found', 404, `There is no token named ${name}.`);
    await recordChange(queries, by, now(), { action: 'token.withdrawn', subject: name });
  });
}

export async function listMachineTokens(queries: Queries): Promise<MachineTokens['tokens']> {
  const rows = await queries.selectFrom('machine_tokens').select(['name', 'created_at', 'created_by', 'used_at']).orderBy('created_at').execute();
  return rows.map((row) => ({ name: row.name, createdAt: row.created_at.toISOString(), createdBy: row.created_by, usedAt: row.used_at?.toISOString() ?? null }));
}

export async function isMachineToken({ database, now }: Deps, token: string): Promise<boolean> {
  const found = await database.tables.selectFrom('machine_tokens').select(['name', 'used_at']).where('token_hash', '=', tokenHash(token)).executeTakeFirst();
  if (found === undefined) return false;
  if (found.used_at === null || now().getTime() - found.used_at.getTime() > NOTE_EVERY_MS) {
    await database.tables.updateTable('machine_tokens').set({ used_at: now() }).where('name', '=', found.name).execute();
  }
  return true;
}

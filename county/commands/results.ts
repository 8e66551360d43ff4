import { commandResultTypes } from '../../contract/site/commands.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';

/** Files are looked at soon or never, and a picture of a screen may show names. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** How files begin, by media type. */
const beginnings: Readonly<Record<string, readonly number[]>> = {
  'application/gzip': [0x1f, 0x8b],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

/**
 * Keeps the file that a command asked this journal's terminal for; sent again it replaces the first. What is older than thirty
 * days is forgotten.
 * @throws CountyError `not-found` for a command that was not asked of it, or ended long ago; `bad-request` for another kind of file
 */
export async function keepResult(deps: CountyDeps, journal: string, command: string, type: string, bytes: Uint8Array): Promise<void> {
  await deps.database.transaction(async (queries) => {
    const asked = await queries.selectFrom('commands').select(['does', 'expires_at']).where('journal', '=', journal).where('command', '=', command).forUpdate().executeTakeFirst();
    const now = deps.now();
    // What was begun in time may arrive a little later.
    if (asked === undefined || asked.expires_at.getTime() + 24 * 3600 * 1000 < now.getTime()) throw new CountyError('not-found', 404, 'The county has not asked this terminal for a file under this name.');
    const types: readonly string[] = (commandResultTypes as Readonly<Record<string, readonly string[]>>)[asked.does] ?? [];
    if (!types.includes(type) || !beginsAs(bytes, type)) throw new CountyError('bad-request', 415, `The answer to ${asked.does} is ${types.join(' or ') || 'no file'}.`);
    await queries.deleteFrom('command_results').where('received_at', '<', new Date(now.getTime() - KEPT_MS)).execute();
    await queries
      .insertInto('command_results')
      .values({ journal, command, type, bytes, received_at: now })
      .onConflict((conflict) => conflict.columns(['journal', 'command']).doUpdateSet({ type, bytes, received_at: now }))
      .execute();
  });
}

function beginsAs(bytes: Uint8Array, type: string): boolean {
  return (beginnings[type] ?? []).every((byte, at) => bytes[at] === byte);
}

/** The file that a command brought. Throws CountyError `not-found`. */
export async function findResult(queries: Queries, command: string): Promise<{ readonly does: string; readonly site: string; readonly type: string; readonly bytes: Uint8Array }> {
  const found = await queries
    .selectFrom('command_results')
    .innerJoin('commands', 'commands.command', 'command_results.command')
    .innerJoin('terminals', 'terminals.journal', 'commands.journal')
    .select(['commands.does', 'terminals.site', 'command_results.type', 'command_results.bytes'])
    .where('command_results.command', '=', command)
    .executeTakeFirst();
  if (found === undefined) throw new CountyError('not-found', 404, 'No file has come for this command.');
  return found;
}

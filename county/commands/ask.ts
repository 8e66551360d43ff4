import { randomUUID } from 'node:crypto';
import { MAX_OPEN_COMMANDS } from '../../contract/site/commands.ts';
import { recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import type { NewCommand, SiteCommand } from '../sites/schemas.ts';
import { commandsOf } from './list.ts';

/** A terminal that was not heard of for so long is not surprised by what was asked of it then. */
const LIFE_MS = 7 * 24 * 3600 * 1000;

/**
 * Asks something of a terminal of this site; it hears of it with its next heartbeat.
 * @throws CountyError `not-found` for a terminal or issue that is not there, `bad-request` when too much is open already
 */
export async function askCommand(deps: CountyDeps, site: string, asked: NewCommand, by: Actor & { readonly kind: 'person' }): Promise<SiteCommand> {
  const { journal, does, issue } = asked;
  return deps.database.transaction(async (queries) => {
    // The row's lock lets one at a time choose the next number.
    const terminal = await queries.selectFrom('terminals').select('journal').where('journal', '=', journal).where('site', '=', site).forUpdate().executeTakeFirst();
    if (terminal === undefined) throw new CountyError('not-found', 404, `The site ${site} has no terminal with this journal.`);
    if (issue !== null) await requireIssue(queries, issue);
    const now = deps.now();
    const known = await commandsOf(queries, journal, now);
    // A county that was restored from a backup may have forgotten numbers that the terminal is through with.
    const health = await queries.selectFrom('terminal_health').select('commands_done').where('journal', '=', journal).executeTakeFirst();
    const number = Math.max(known[0]?.number ?? 0, health?.commands_done ?? 0) + 1;
    if (known.filter(({ state }) => state === 'open' || state === 'sent').length >= MAX_OPEN_COMMANDS) {
      throw new CountyError('bad-request', 409, `Already ${MAX_OPEN_COMMANDS} commands are open for this terminal: wait, or take some back.`);
    }
    const command = randomUUID();
    await queries
      .insertInto('commands')
      .values({
        ...{ journal, command, number, does, issue },
        ...{ asked_at: now, asked_by: by.name, expires_at: new Date(now.getTime() + LIFE_MS) },
      })
      .execute();
    await recordChange(queries, by, now, { action: 'command.asked', site, subject: does, after: { journal, ...(issue === null ? {} : { issue }) } });
    const made = (await commandsOf(queries, journal, now)).find(({ id }) => id === command);
    if (made === undefined) throw new Error('The command that was entered is not there.');
    return made;
  });
}

async function requireIssue(queries: Queries, issue: string): Promise<void> {
  const found = await queries.selectFrom('issues').select('issue').where('issue', '=', issue).where('withdrawn_at', 'is', null).executeTakeFirst();
  if (found === undefined) throw new CountyError('not-found', 404, `The county publishes no issue ${issue}.`);
}

/** Takes a command back. A terminal that has it already may do it all the same. Throws CountyError `not-found`. */
export async function withdrawCommand(deps: CountyDeps, site: string, command: string, by: Actor): Promise<void> {
  await deps.database.transaction(async (queries) => {
    const found = await queries
      .selectFrom('commands')
      .innerJoin('terminals', 'terminals.journal', 'commands.journal')
      .select(['commands.does', 'commands.journal', 'commands.ended_at', 'commands.withdrawn_at'])
      .where('commands.command', '=', command)
      .where('terminals.site', '=', site)
      .executeTakeFirst();
    if (found === undefined) throw new CountyError('not-found', 404, 'There is no such command.');
    if (found.ended_at !== null || found.withdrawn_at !== null) return;
    await queries.updateTable('commands').set({ withdrawn_at: deps.now() }).where('command', '=', command).execute();
    await recordChange(queries, by, deps.now(), { action: 'command.withdrawn', site, subject: found.does, before: { journal: found.journal } });
  });
}

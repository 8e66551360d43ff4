import { MAX_OPEN_COMMANDS, commandsSchema } from '../../contract/site/commands.ts';
import type { CountyDeps } from '../deps.ts';

/** How long a document may be on its way; the next heartbeat brings a fresh one. */
const LIFE_MS = 15 * 60_000;

/**
 * The JWS `commands/1` of what is open for a journal; null when nothing is. `done` is the highest number that the terminal is
 * through with.
 */
export async function openCommands(deps: CountyDeps, journal: string, done: number): Promise<string | null> {
  const now = deps.now();
  return deps.database.transaction(async (queries) => {
    const rows = await queries
      .selectFrom('commands')
      .selectAll()
      .where('journal', '=', journal)
      .where('number', '>', done)
      .where('ended_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', now)
      .orderBy('number')
      .limit(MAX_OPEN_COMMANDS)
      .execute();
    const newest = rows.at(-1);
    if (newest === undefined) return null;
    const unsent = rows.filter(({ sent_at: sentAt }) => sentAt === null).map(({ number }) => number);
    if (unsent.length > 0) await queries.updateTable('commands').set({ sent_at: now }).where('journal', '=', journal).where('number', 'in', unsent).execute();
    return deps.keys.sign(
      commandsSchema.parse({
        ...{ kind: 'commands/1', journal, number: newest.number },
        ...{ issuedAt: now.toISOString(), expiresAt: new Date(now.getTime() + LIFE_MS).toISOString() },
        commands: rows.map((row) => ({
          ...{ id: row.command, number: row.number, does: row.does, issue: row.issue },
          ...{ askedAt: row.asked_at.toISOString(), expiresAt: row.expires_at.toISOString() },
        })),
      }),
    );
  });
}

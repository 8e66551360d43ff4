import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import type { SiteCommand } from '../sites/schemas.ts';

const MOST_SHOWN = 50;

/** The newest commands for a journal, the newest first, with how they ended. */
export async function commandsOf(queries: Queries, journal: string, now: Date): Promise<SiteCommand[]> {
  const rows = await queries
    .selectFrom('commands')
    .leftJoin('command_results', (join) => join.onRef('command_results.journal', '=', 'commands.journal').onRef('command_results.command', '=', 'commands.command'))
    .selectAll('commands')
    .select(['type', 'received_at', sql<number | null>`length(command_results.bytes)`.as('size')])
    .where('commands.journal', '=', journal)
    .orderBy('number', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.command, number: row.number, does: row.does, issue: row.issue },
    ...{ askedAt: row.asked_at.toISOString(), askedBy: row.asked_by, expiresAt: row.expires_at.toISOString() },
    state: stateOf(row, now),
    ...{ endedAt: row.ended_at?.toISOString() ?? null, outcome: row.outcome, refusal: row.refusal, detail: row.detail },
    result: row.type === null || row.received_at === null ? null : { type: row.type, bytes: row.size ?? 0, receivedAt: row.received_at.toISOString() },
  }));
}

interface Standing {
  readonly ended_at: Date | null;
  readonly refusal: string | null;
  readonly withdrawn_at: Date | null;
  readonly expires_at: Date;
  readonly sent_at: Date | null;
}

/** What the terminal says goes before everything: it may have done what was taken back. */
function stateOf(row: Standing, now: Date): SiteCommand['state'] {
  if (row.ended_at !== null) return row.refusal === null ? 'done' : 'refused';
  if (row.withdrawn_at !== null) return 'withdrawn';
  if (row.expires_at <= now) return 'overdue';
  return row.sent_at === null ? 'open' : 'sent';
}

import type { Heartbeat } from '../../contract/http.ts';
import type { CountyDeps } from '../deps.ts';
import type { Queries } from '../database/database.ts';
import { CountyError } from '../errors.ts';
import { noteClock } from '../ingest/times/note-clock.ts';
import type { KnownTerminal } from './require-terminal.ts';

/** Notes a terminal's contact: how far its journal is, what it runs, how it is, and what its clock says against the county's. */
export async function noteHeartbeat(deps: CountyDeps, terminal: KnownTerminal, heartbeat: Heartbeat): Promise<void> {
  const { journal } = terminal;
  if (heartbeat.journal !== journal) throw new CountyError('forbidden', 403, 'The token belongs to another journal.');
  const now = deps.now();
  const { clock, last } = heartbeat;
  await deps.database.transaction(async (queries) => {
    await queries
      .updateTable('terminals')
      .set({ last_contact_at: now, version: heartbeat.version, last_seq: last.seq, last_hash: last.hash, free_bytes: heartbeat.freeBytes })
      .where('journal', '=', journal)
      .execute();
    await noteHealth(queries, heartbeat, now);
    await noteClock(queries, journal, now, clock);
  });
}

/** Replaces what was known of the terminal. Downloads that it does not tell of this time stay as they were told. */
async function noteHealth(queries: Queries, { journal, diskBytes, problems, viewing, safeMode, commandsDone, downloads }: Heartbeat, now: Date): Promise<void> {
  const row = {
    told_at: now,
    disk_bytes: diskBytes ?? null,
    problems: JSON.stringify(problems ?? []),
    viewing: viewing ?? null,
    safe_mode: safeMode ?? null,
    commands_done: commandsDone ?? null,
    ...(downloads === undefined ? {} : { downloads: JSON.stringify(downloads), downloads_at: now }),
  };
  await queries
    .insertInto('terminal_health')
    .values({ journal, downloads: null, downloads_at: null, ...row })
    .onConflict((conflict) => conflict.column('journal').doUpdateSet(row))
    .execute();
}

import type { Heartbeat } from '../../contract/http.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { noteClock } from '../ingest/times/note-clock.ts';
import type { KnownTerminal } from './require-terminal.ts';

/** Notes a terminal's contact: how far its journal is, what it runs, and what its clock says against the county's. */
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
    await noteClock(queries, journal, now, clock);
  });
}

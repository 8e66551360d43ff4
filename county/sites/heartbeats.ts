import type { Heartbeat } from '../../contract/http.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import type { KnownTerminal } from './require-terminal.ts';

/** Within one boot a clock drifts little, so a reading an hour is enough to correct times by. */
const READING_EVERY_MS = 3600 * 1000;

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
    const fresh = await queries
      .selectFrom('clock_readings')
      .select('read_at')
      .where('journal', '=', journal)
      .where('boot', '=', clock.boot)
      .where('read_at', '>', new Date(now.getTime() - READING_EVERY_MS))
      .executeTakeFirst();
    if (fresh !== undefined) return;
    await queries
      .insertInto('clock_readings')
      .values({ journal, boot: clock.boot, read_at: now, uptime_ms: clock.uptimeMs, wall: clock.at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

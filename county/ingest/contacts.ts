import type { EnvelopeHeader } from '../../contract/usage/envelope.ts';
import type { Queries } from '../database/database.ts';

/** Notes that a journal was heard of and, when it came over the line, what the terminal's clock said against the county's. */
export async function noteContact(queries: Queries, journal: string, now: Date, clock: EnvelopeHeader['clock'] | null): Promise<void> {
  await queries.updateTable('journals').set({ last_contact_at: now }).where('journal', '=', journal).execute();
  if (clock === null) return;
  await queries
    .insertInto('clock_readings')
    .values({ journal, read_at: now, boot: clock.boot, uptime_ms: clock.uptimeMs, wall: clock.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

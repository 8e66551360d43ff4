import { sql } from 'kysely';
import type { EnvelopeHeader } from '../../contract/usage/envelope.ts';
import type { Queries } from '../database/database.ts';

/** Within one boot a clock drifts little, so a reading an hour is enough to correct times by. */
const READING_EVERY_MS = 3600 * 1000;

/** Notes that a journal was heard of and, when it came over the line, what the terminal's clock said against the county's. */
export async function noteContact(queries: Queries, journal: string, now: Date, clock: EnvelopeHeader['clock'] | null): Promise<void> {
  await queries.updateTable('journals').set({ last_contact_at: now }).where('journal', '=', journal).execute();
  if (clock === null) return;
  await sql`
    insert into clock_readings (journal, read_at, boot, uptime_ms, wall)
    select ${journal}::uuid, ${now}::timestamptz, ${clock.boot}::uuid, ${clock.uptimeMs}::double precision, ${clock.at}
    where not exists (
      select 1 from clock_readings
      where journal = ${journal}::uuid and boot = ${clock.boot}::uuid and read_at > ${new Date(now.getTime() - READING_EVERY_MS)}::timestamptz
    )
    on conflict do nothing`.execute(queries);
}

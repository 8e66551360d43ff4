import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { earliestByKey } from './earliest.ts';
import { momentRows } from './moment-rows.ts';
import type { JournalOrigin } from './project.ts';
import { timeColumnNames, timeColumnTypes } from './time-columns.ts';

type Closed = Extract<UsageEvent, { type: 'lookup.closed' }>;
type LedToProgram = Extract<UsageEvent, { type: 'lookup.led-to-program' }>;

const momentTypes = sql.raw(`seq bigint, at text, boot uuid, uptime_ms double precision, ${timeColumnTypes}`);
const momentColumns = sql.raw(['seq', 'at', 'boot', 'uptime_ms', ...timeColumnNames].join(', '));

/** Notes how long items were read; one opening may have several readings. */
export async function projectReadings(queries: Queries, origin: JournalOrigin, events: readonly Closed[]): Promise<void> {
  if (events.length === 0) return;
  const { journal, site } = origin;
  const rows = await momentRows(origin, earliestByKey(events, ({ id }) => id.toLowerCase()), ({ id, data }) => ({
    ...{ event: id, opening: data.opening, kind: data.kind, item: data.item, seconds: data.seconds },
  }));
  await sql`
    insert into lookup_readings (journal, site, ${momentColumns}, event, opening, kind, item, seconds)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (${momentTypes}, event uuid, opening uuid, kind text, item text, seconds double precision)
    on conflict (journal, event) do nothing`.execute(queries);
}

/** Notes items that led to a program. */
export async function projectLedToPrograms(queries: Queries, origin: JournalOrigin, events: readonly LedToProgram[]): Promise<void> {
  if (events.length === 0) return;
  const { journal, site } = origin;
  const rows = await momentRows(origin, earliestByKey(events, ({ id }) => id.toLowerCase()), ({ id, data }) => ({
    ...{ event: id, opening: data.opening, kind: data.kind, item: data.item, program: data.program.program, member: data.member?.number ?? null },
  }));
  await sql`
    insert into lookup_programs (journal, site, ${momentColumns}, event, opening, kind, item, program, member)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (${momentTypes}, event uuid, opening uuid, kind text, item text, program text, member text)
    on conflict (journal, event) do nothing`.execute(queries);
}

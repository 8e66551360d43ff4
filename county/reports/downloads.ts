import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { earliestByKey } from './earliest.ts';
import { momentRows } from './moment-rows.ts';
import { timeColumnNames, timeColumnTypes, timeColumnUpdates } from './time-columns.ts';
import type { Days } from './time-columns.ts';
import type { JournalOrigin } from './project.ts';

type Completed = Extract<UsageEvent, { type: 'issue.completed' }>;

/** Notes the first completion of each issue; a later version of it was downloaded again, and counts no more. Returns the days to count anew. */
export async function projectDownloads(queries: Queries, origin: JournalOrigin, events: readonly Completed[]): Promise<Days> {
  if (events.length === 0) return new Set();
  const { journal, site } = origin;
  const rows = await momentRows(origin, earliestByKey(events, ({ data }) => data.issue), ({ data }) => ({
    ...{ issue: data.issue, number: data.number, version: data.version, carrier: data.carrier },
  }));
  const { rows: before } = await sql<{ day: string | null }>`
    select day from issue_downloads where journal = ${journal}::uuid and issue = any(${rows.map(({ issue }) => issue)}::text[])`.execute(queries);
  await sql`
    insert into issue_downloads (journal, site, seq, at, boot, uptime_ms, ${sql.raw(timeColumnNames.join(', '))}, issue, number, version, carrier)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      seq bigint, at text, boot uuid, uptime_ms double precision, ${sql.raw(timeColumnTypes)}, issue text, number text, version bigint, carrier text
    )
    on conflict (journal, issue) do update set
      seq = excluded.seq, at = excluded.at, boot = excluded.boot, uptime_ms = excluded.uptime_ms, ${sql.raw(timeColumnUpdates)},
      number = excluded.number, version = excluded.version, carrier = excluded.carrier
    where excluded.seq < issue_downloads.seq`.execute(queries);
  return new Set([...before, ...rows].map(({ day }) => day));
}

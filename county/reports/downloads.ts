import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { earliestByKey } from './earliest.ts';
import { localDay } from './local-day.ts';
import type { JournalOrigin } from './project.ts';

type Completed = Extract<UsageEvent, { type: 'issue.completed' }>;

/** Notes the first completion of each issue; a later version of it was downloaded again, and counts no more. */
export async function projectDownloads(queries: Queries, { journal, site }: JournalOrigin, events: readonly Completed[]): Promise<void> {
  if (events.length === 0) return;
  const rows = earliestByKey(events, ({ data }) => data.issue).map(({ seq, at, data }) => ({
    ...{ issue: data.issue, seq, at, day: localDay(at) },
    ...{ number: data.number, version: data.version, carrier: data.carrier },
  }));
  await sql`
    insert into issue_downloads (journal, site, issue, seq, at, day, number, version, carrier)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      issue text, seq bigint, at text, day date, number text, version bigint, carrier text
    )
    on conflict (journal, issue) do update set
      seq = excluded.seq, at = excluded.at, day = excluded.day, number = excluded.number, version = excluded.version, carrier = excluded.carrier
    where excluded.seq < issue_downloads.seq`.execute(queries);
}

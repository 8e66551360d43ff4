import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { earliestByKey } from './earliest.ts';
import { localDay } from './local-day.ts';
import type { JournalOrigin } from './project.ts';

type Searched = Extract<UsageEvent, { type: 'lookup.searched' }>;
type Opened = Extract<UsageEvent, { type: 'lookup.opened' }>;

/** Notes searches, each once by its identifier. */
export async function projectSearches(queries: Queries, { journal, site }: JournalOrigin, events: readonly Searched[]): Promise<void> {
  if (events.length === 0) return;
  const rows = earliestByKey(events, ({ data }) => data.search.toLowerCase()).map(({ seq, at, data }) => ({
    ...{ search: data.search, seq, at, day: localDay(at) },
    ...{ kind: data.kind, query: data.query, hits: data.hits, member: data.member?.number ?? null },
  }));
  await sql`
    insert into searches (journal, site, search, seq, at, day, kind, query, hits, member)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      search uuid, seq bigint, at text, day date, kind text, query text, hits bigint, member text
    )
    on conflict (journal, search) do update set
      seq = excluded.seq, at = excluded.at, day = excluded.day, kind = excluded.kind, query = excluded.query, hits = excluded.hits, member = excluded.member
    where excluded.seq < searches.seq`.execute(queries);
}

/** Notes opened items, each once by its event's identifier. Whether one counts is asked when figures are made: its search may come later. */
export async function projectOpenings(queries: Queries, { journal, site }: JournalOrigin, events: readonly Opened[]): Promise<void> {
  if (events.length === 0) return;
  const rows = earliestByKey(events, ({ id }) => id.toLowerCase()).map(({ id, seq, at, data }) => ({
    ...{ event: id, seq, at, day: localDay(at) },
    ...{ kind: data.kind, item: data.item, search: data.search, member: data.member?.number ?? null },
  }));
  await sql`
    insert into openings (journal, site, event, seq, at, day, kind, item, search, member)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      event uuid, seq bigint, at text, day date, kind text, item text, search uuid, member text
    )
    on conflict (journal, event) do update set
      seq = excluded.seq, at = excluded.at, day = excluded.day, kind = excluded.kind, item = excluded.item, search = excluded.search, member = excluded.member
    where excluded.seq < openings.seq`.execute(queries);
}

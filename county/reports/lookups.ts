import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { earliestByKey } from './earliest.ts';
import { momentRows } from './moment-rows.ts';
import { timeColumnNames, timeColumnTypes, timeColumnUpdates } from './time-columns.ts';
import type { Days } from './time-columns.ts';
import type { JournalOrigin } from './project.ts';

type Searched = Extract<UsageEvent, { type: 'lookup.searched' }>;
type Opened = Extract<UsageEvent, { type: 'lookup.opened' }>;

const momentTypes = sql.raw(`seq bigint, at text, boot uuid, uptime_ms double precision, ${timeColumnTypes}`);
const momentColumns = sql.raw(['seq', 'at', 'boot', 'uptime_ms', ...timeColumnNames].join(', '));
const momentUpdates = sql.raw(`seq = excluded.seq, at = excluded.at, boot = excluded.boot, uptime_ms = excluded.uptime_ms, ${timeColumnUpdates}`);

/** Notes searches, each once by its identifier. Returns the days to count anew, also of items that were opened from them. */
export async function projectSearches(queries: Queries, origin: JournalOrigin, events: readonly Searched[]): Promise<Days> {
  if (events.length === 0) return new Set();
  const { journal, site } = origin;
  const rows = await momentRows(origin, earliestByKey(events, ({ data }) => data.search.toLowerCase()), ({ data }) => ({
    ...{ search: data.search, kind: data.kind, query: data.query, hits: data.hits, member: data.member?.number ?? null },
  }));
  const searches = rows.map(({ search }) => search);
  const { rows: before } = await sql<{ day: string | null }>`
    select day from searches where journal = ${journal}::uuid and search = any(${searches}::uuid[])
    union select day from openings where journal = ${journal}::uuid and search = any(${searches}::uuid[])`.execute(queries);
  await sql`
    insert into searches (journal, site, ${momentColumns}, search, kind, query, hits, member)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (${momentTypes}, search uuid, kind text, query text, hits bigint, member text)
    on conflict (journal, search) do update set
      ${momentUpdates}, kind = excluded.kind, query = excluded.query, hits = excluded.hits, member = excluded.member
    where excluded.seq < searches.seq`.execute(queries);
  return daysOf(before, rows);
}

/** Notes opened items, each once by its event's identifier. Whether one counts is asked when figures are made: its search may come later. Returns the days to count anew. */
export async function projectOpenings(queries: Queries, origin: JournalOrigin, events: readonly Opened[]): Promise<Days> {
  if (events.length === 0) return new Set();
  const { journal, site } = origin;
  const rows = await momentRows(origin, earliestByKey(events, ({ id }) => id.toLowerCase()), ({ id, data }) => ({
    ...{ event: id, kind: data.kind, item: data.item, search: data.search, member: data.member?.number ?? null },
  }));
  const { rows: before } = await sql<{ day: string | null }>`
    select day from openings where journal = ${journal}::uuid and event = any(${rows.map(({ event }) => event)}::uuid[])`.execute(queries);
  await sql`
    insert into openings (journal, site, ${momentColumns}, event, kind, item, search, member)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (${momentTypes}, event uuid, kind text, item text, search uuid, member text)
    on conflict (journal, event) do update set
      ${momentUpdates}, kind = excluded.kind, item = excluded.item, search = excluded.search, member = excluded.member
    where excluded.seq < openings.seq`.execute(queries);
  return daysOf(before, rows);
}

function daysOf(...rows: readonly (readonly { readonly day: string | null }[])[]): Days {
  return new Set(rows.flat().map(({ day }) => day));
}

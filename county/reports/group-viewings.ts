import { sql } from 'kysely';
import type { ViewingId } from '../../contract/usage/event.ts';
import { applyGroupViewingEvents, attendance, newGroupViewing, playedShare } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing, GroupViewingEvent } from '../../contract/viewing/group-viewing.ts';
import type { Queries } from '../database/database.ts';
import { byIdentifier } from './earliest.ts';
import { localDay } from './local-day.ts';
import type { JournalOrigin } from './project.ts';
import { earliestMoment } from './viewing-record.ts';
import type { ViewingRecord } from './viewing-record.ts';

/** Adds events to the group viewings they are about. */
export async function projectGroupViewings(queries: Queries, { journal, site }: JournalOrigin, events: readonly GroupViewingEvent[]): Promise<void> {
  if (events.length === 0) return;
  const groups = byIdentifier(events, ({ data }) => data.viewing);
  const known = await loadRecords(queries, journal, [...groups.keys()]);
  const rows = [...groups].map(([viewing, own]) => {
    const before = known.get(viewing);
    const state = applyGroupViewingEvents(before?.state ?? newGroupViewing(viewing as ViewingId), own);
    return toRow(viewing, { state, first: earliestMoment(before?.first, own) });
  });
  await sql`
    insert into group_viewings (
      journal, site, viewing, first_seq, first_at, day, kind, opened_at, started_at, ended_at, abandoned_at,
      played_seconds, length_seconds, members, guests, state
    )
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      viewing uuid, first_seq bigint, first_at text, day date, kind text, opened_at text, started_at text, ended_at text, abandoned_at text,
      played_seconds double precision, length_seconds double precision, members integer, guests integer, state jsonb
    )
    on conflict (journal, viewing) do update set
      first_seq = excluded.first_seq, first_at = excluded.first_at, day = excluded.day, kind = excluded.kind,
      opened_at = excluded.opened_at, started_at = excluded.started_at, ended_at = excluded.ended_at, abandoned_at = excluded.abandoned_at,
      played_seconds = excluded.played_seconds, length_seconds = excluded.length_seconds,
      members = excluded.members, guests = excluded.guests, state = excluded.state`.execute(queries);
}

async function loadRecords(queries: Queries, journal: string, viewings: readonly string[]): Promise<ReadonlyMap<string, ViewingRecord<GroupViewing>>> {
  const rows = await queries
    .selectFrom('group_viewings')
    .select(['viewing', 'state', 'first_seq', 'first_at'])
    .where('journal', '=', journal)
    .where('viewing', '=', sql<string>`any(${[...viewings]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.viewing, { state: row.state, first: { seq: row.first_seq, at: row.first_at } }]));
}

/** The state, and beside it what figures are made of. */
function toRow(viewing: string, { state, first }: ViewingRecord<GroupViewing>) {
  const { playedSeconds, lengthSeconds } = playedShare(state);
  const { members, guests } = attendance(state);
  return {
    viewing,
    first_seq: first.seq,
    first_at: first.at,
    day: localDay(state.opened?.at ?? first.at),
    kind: state.opened?.value.kind ?? null,
    opened_at: state.opened?.at ?? null,
    started_at: state.started?.at ?? null,
    ended_at: state.ended?.at ?? null,
    abandoned_at: state.abandoned?.at ?? null,
    played_seconds: playedSeconds,
    length_seconds: lengthSeconds,
    members,
    guests,
    state,
  };
}

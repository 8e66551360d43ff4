import { sql } from 'kysely';
import type { ViewingId } from '../../contract/usage/event.ts';
import { applyGroupViewingEvents, attendance, kindOf, newGroupViewing, playedShare } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing, GroupViewingEvent } from '../../contract/viewing/group-viewing.ts';
import type { Queries } from '../database/database.ts';
import { byIdentifier } from './earliest.ts';
import { creditedSeconds, groupFlags } from './flags.ts';
import { timeColumnTypes, timeColumnUpdates } from './time-columns.ts';
import type { Days } from './time-columns.ts';
import type { JournalOrigin } from './project.ts';
import { loadViewings, viewingDays, writtenRecord } from './viewing-record.ts';
import type { ViewingRecord } from './viewing-record.ts';

/** Adds events to the group viewings they are about. Returns the days to count anew. */
export async function projectGroupViewings(queries: Queries, { journal, site, clocksOf }: JournalOrigin, events: readonly GroupViewingEvent[]): Promise<Days> {
  if (events.length === 0) return new Set();
  const records = await loadViewings<GroupViewing, GroupViewingEvent>(queries, 'group_viewings', journal, byIdentifier(events, ({ data }) => data.viewing), (viewing, before, own) =>
    applyGroupViewingEvents(before ?? newGroupViewing(viewing as ViewingId), own),
  );
  const clocks = await clocksOf(records.flatMap(({ boots }) => boots));
  const rows = records.map((record) => ({ ...writtenRecord(record, clocks), ...factsOf(record) }));
  await sql`
    insert into group_viewings (
      journal, site, viewing, first_seq, first_at, day, best_ms, certainty, not_before_ms, not_after_ms, begin_ms, end_ms, boots, moments, pace, flags,
      kind, opened_at, started_at, ended_at, abandoned_at, played_seconds, length_seconds, members, guests, state
    )
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      viewing uuid, first_seq bigint, first_at text, ${sql.raw(timeColumnTypes)}, begin_ms double precision, end_ms double precision,
      boots uuid[], moments jsonb, pace jsonb, flags text[],
      kind text, opened_at text, started_at text, ended_at text, abandoned_at text,
      played_seconds double precision, length_seconds double precision, members integer, guests integer, state jsonb
    )
    on conflict (journal, viewing) do update set
      first_seq = excluded.first_seq, first_at = excluded.first_at, ${sql.raw(timeColumnUpdates)}, begin_ms = excluded.begin_ms, end_ms = excluded.end_ms,
      boots = excluded.boots, moments = excluded.moments, pace = excluded.pace, flags = excluded.flags, kind = excluded.kind,
      opened_at = excluded.opened_at, started_at = excluded.started_at, ended_at = excluded.ended_at, abandoned_at = excluded.abandoned_at,
      played_seconds = excluded.played_seconds, length_seconds = excluded.length_seconds,
      members = excluded.members, guests = excluded.guests, state = excluded.state`.execute(queries);
  return viewingDays(records, rows);
}

/** What figures are made of. */
function factsOf({ state, pace }: ViewingRecord<GroupViewing>) {
  const { playedSeconds, lengthSeconds } = playedShare(state);
  const { members, guests } = attendance(state);
  return {
    kind: kindOf(state),
    opened_at: state.opened?.at ?? null,
    started_at: state.started?.at ?? null,
    ended_at: state.ended?.at ?? null,
    abandoned_at: state.abandoned?.at ?? null,
    played_seconds: creditedSeconds(playedSeconds, pace),
    length_seconds: lengthSeconds,
    flags: groupFlags(state, pace),
    members,
    guests,
  };
}

import { sql } from 'kysely';
import type { ViewingId } from '../../contract/usage/event.ts';
import { applySelfViewingEvents, newSelfViewing, selfPlayed } from '../../contract/viewing/self-viewing.ts';
import type { SelfViewing, SelfViewingEvent } from '../../contract/viewing/self-viewing.ts';
import type { Queries } from '../database/database.ts';
import { byIdentifier } from './earliest.ts';
import { creditedSeconds, selfFlags } from './flags.ts';
import { timeColumnTypes, timeColumnUpdates } from './time-columns.ts';
import type { Days } from './time-columns.ts';
import type { JournalOrigin } from './project.ts';
import { loadViewings, viewingDays, writtenRecord } from './viewing-record.ts';
import type { ViewingRecord } from './viewing-record.ts';

/** Adds events to the self-viewings they are about. Returns the days to count anew. */
export async function projectSelfViewings(queries: Queries, { journal, site, clocksOf }: JournalOrigin, events: readonly SelfViewingEvent[]): Promise<Days> {
  if (events.length === 0) return new Set();
  const records = await loadViewings<SelfViewing, SelfViewingEvent>(queries, 'self_viewings', journal, byIdentifier(events, ({ data }) => data.viewing), (viewing, before, own) =>
    applySelfViewingEvents(before ?? newSelfViewing(viewing as ViewingId), own),
  );
  const clocks = await clocksOf(records.flatMap(({ boots }) => boots));
  const rows = records.map((record) => ({ ...writtenRecord(record, clocks), ...factsOf(record) }));
  await sql`
    insert into self_viewings (
      journal, site, viewing, first_seq, first_at, day, best_ms, certainty, not_before_ms, not_after_ms, begin_ms, end_ms, boots, moments, pace, flags,
      started_at, ended_at, program, member, played_seconds, length_seconds, state
    )
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      viewing uuid, first_seq bigint, first_at text, ${sql.raw(timeColumnTypes)}, begin_ms double precision, end_ms double precision,
      boots uuid[], moments jsonb, pace jsonb, flags text[],
      started_at text, ended_at text, program text, member text,
      played_seconds double precision, length_seconds double precision, state jsonb
    )
    on conflict (journal, viewing) do update set
      first_seq = excluded.first_seq, first_at = excluded.first_at, ${sql.raw(timeColumnUpdates)}, begin_ms = excluded.begin_ms, end_ms = excluded.end_ms,
      boots = excluded.boots, moments = excluded.moments, pace = excluded.pace, flags = excluded.flags,
      started_at = excluded.started_at, ended_at = excluded.ended_at, program = excluded.program, member = excluded.member,
      played_seconds = excluded.played_seconds, length_seconds = excluded.length_seconds, state = excluded.state`.execute(queries);
  return viewingDays(records, rows);
}

/** What figures are made of. */
function factsOf({ state, pace }: ViewingRecord<SelfViewing>) {
  const { playedSeconds, lengthSeconds } = selfPlayed(state);
  return {
    started_at: state.started?.at ?? null,
    ended_at: state.ended?.at ?? null,
    program: state.started?.program.program ?? null,
    member: state.started?.member?.number ?? null,
    played_seconds: creditedSeconds(playedSeconds, pace),
    length_seconds: lengthSeconds,
    flags: selfFlags(state, pace),
  };
}

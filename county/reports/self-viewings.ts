import { sql } from 'kysely';
import type { ViewingId } from '../../contract/usage/event.ts';
import { applySelfViewingEvents, newSelfViewing, selfPlayed } from '../../contract/viewing/self-viewing.ts';
import type { SelfViewing, SelfViewingEvent } from '../../contract/viewing/self-viewing.ts';
import type { Queries } from '../database/database.ts';
import { byIdentifier } from './earliest.ts';
import { localDay } from './local-day.ts';
import type { JournalOrigin } from './project.ts';
import { earliestMoment } from './viewing-record.ts';
import type { ViewingRecord } from './viewing-record.ts';

/** Adds events to the self-viewings they are about. */
export async function projectSelfViewings(queries: Queries, { journal, site }: JournalOrigin, events: readonly SelfViewingEvent[]): Promise<void> {
  if (events.length === 0) return;
  const groups = byIdentifier(events, ({ data }) => data.viewing);
  const known = await loadRecords(queries, journal, [...groups.keys()]);
  const rows = [...groups].map(([viewing, own]) => {
    const before = known.get(viewing);
    const state = applySelfViewingEvents(before?.state ?? newSelfViewing(viewing as ViewingId), own);
    return toRow(viewing, { state, first: earliestMoment(before?.first, own) });
  });
  await sql`
    insert into self_viewings (
      journal, site, viewing, first_seq, first_at, day, started_at, ended_at, program, member, played_seconds, length_seconds, state
    )
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      viewing uuid, first_seq bigint, first_at text, day date, started_at text, ended_at text, program text, member text,
      played_seconds double precision, length_seconds double precision, state jsonb
    )
    on conflict (journal, viewing) do update set
      first_seq = excluded.first_seq, first_at = excluded.first_at, day = excluded.day,
      started_at = excluded.started_at, ended_at = excluded.ended_at, program = excluded.program, member = excluded.member,
      played_seconds = excluded.played_seconds, length_seconds = excluded.length_seconds, state = excluded.state`.execute(queries);
}

async function loadRecords(queries: Queries, journal: string, viewings: readonly string[]): Promise<ReadonlyMap<string, ViewingRecord<SelfViewing>>> {
  const rows = await queries
    .selectFrom('self_viewings')
    .select(['viewing', 'state', 'first_seq', 'first_at'])
    .where('journal', '=', journal)
    .where('viewing', '=', sql<string>`any(${[...viewings]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.viewing, { state: row.state, first: { seq: row.first_seq, at: row.first_at } }]));
}

/** The state, and beside it what figures are made of. */
function toRow(viewing: string, { state, first }: ViewingRecord<SelfViewing>) {
  const { playedSeconds, lengthSeconds } = selfPlayed(state);
  return {
    viewing,
    first_seq: first.seq,
    first_at: first.at,
    day: localDay(state.started?.at ?? first.at),
    started_at: state.started?.at ?? null,
    ended_at: state.ended?.at ?? null,
    program: state.started?.program.program ?? null,
    member: state.started?.member?.number ?? null,
    played_seconds: playedSeconds,
    length_seconds: lengthSeconds,
    state,
  };
}

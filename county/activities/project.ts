import { sql } from 'kysely';
import type { ActivityId } from '../../contract/usage/copies.ts';
import { activityFacts, applyActivityEvents, newActivity } from '../../contract/viewing/offline-activity.ts';
import type { ActivityEvent, OfflineActivity } from '../../contract/viewing/offline-activity.ts';
import type { Queries } from '../database/database.ts';
import { byIdentifier } from '../reports/earliest.ts';
import type { JournalOrigin } from '../reports/project.ts';

/** Adds events to the activities they are about. */
export async function projectActivities(queries: Queries, { journal, site }: JournalOrigin, events: readonly ActivityEvent[]): Promise<void> {
  if (events.length === 0) return;
  const groups = byIdentifier(events, ({ data }) => data.activity);
  const { rows: known } = await sql<{ activity: string; seq: number; at: string; state: OfflineActivity }>`
    select activity, seq, at, state from offline_activities
    where journal = ${journal}::uuid and activity = any(${[...groups.keys()]}::uuid[])`.execute(queries);
  const before = new Map(known.map((row) => [row.activity, row]));
  const rows = [...groups].map(([activity, own]) => {
    const state = applyActivityEvents(before.get(activity)?.state ?? newActivity(activity as ActivityId), own);
    const first = [...own, ...(before.has(activity) ? [before.get(activity)] : [])].reduce((a, b) => (b !== undefined && (a === undefined || b.seq < a.seq) ? b : a));
    const facts = activityFacts(state);
    return {
      ...{ activity, seq: first?.seq, at: first?.at, day: facts?.day ?? null, kind: facts?.kind ?? null, place: facts?.place ?? '' },
      ...{ lecturer: facts?.lecturer ?? '', topic: facts?.topic ?? '', members: facts?.members.length ?? 0, guests: facts?.guests ?? 0 },
      ...{ copies: facts?.handouts.copies ?? 0, withdrawn: state.withdrawn !== null, corrections: state.versions.filter(({ reason }) => reason !== null).length, state },
    };
  });
  await sql`
    insert into offline_activities (journal, site, activity, seq, at, day, kind, place, lecturer, topic, members, guests, copies, withdrawn, corrections, state)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      activity uuid, seq bigint, at text, day date, kind text, place text, lecturer text, topic text,
      members integer, guests integer, copies integer, withdrawn boolean, corrections integer, state jsonb
    )
    on conflict (journal, activity) do update set
      seq = excluded.seq, at = excluded.at, day = excluded.day, kind = excluded.kind, place = excluded.place, lecturer = excluded.lecturer, topic = excluded.topic,
      members = excluded.members, guests = excluded.guests, copies = excluded.copies, withdrawn = excluded.withdrawn,
      corrections = excluded.corrections, state = excluded.state`.execute(queries);
}

import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { earliestByKey } from '../reports/earliest.ts';
import type { JournalOrigin } from '../reports/project.ts';

type Taken = Extract<UsageEvent, { type: 'evidence.taken' }>;
type Rated = Extract<UsageEvent, { type: 'viewing.rated' }>;

/** Notes the pictures that events name, each hash once by its first line. */
export async function projectEvidence(queries: Queries, { journal, site }: JournalOrigin, events: readonly Taken[]): Promise<void> {
  if (events.length === 0) return;
  const rows = earliestByKey(events, ({ data }) => data.sha256).map(({ seq, at, data: { mediaType, ...data } }) => ({ seq, at, media_type: mediaType, ...data }));
  await sql`
    insert into evidence_pictures (journal, site, sha256, viewing, seq, at, moment, source, bytes, media_type, width, height)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (
      sha256 text, viewing uuid, seq bigint, at text, moment text, source text, bytes integer, media_type text, width integer, height integer
    )
    on conflict (journal, sha256) do update set
      viewing = excluded.viewing, seq = excluded.seq, at = excluded.at, moment = excluded.moment, source = excluded.source,
      bytes = excluded.bytes, media_type = excluded.media_type, width = excluded.width, height = excluded.height
    where excluded.seq < evidence_pictures.seq`.execute(queries);
}

/** Notes what people thought of viewings: of several words about the same the last one holds. */
export async function projectRatings(queries: Queries, { journal, site }: JournalOrigin, events: readonly Rated[]): Promise<void> {
  if (events.length === 0) return;
  const latest = new Map<string, Rated>();
  for (const event of events) {
    const key = `${event.data.viewing.toLowerCase()} ${event.data.program ?? ''}`;
    const known = latest.get(key);
    if (known === undefined || event.seq > known.seq) latest.set(key, event);
  }
  const rows = [...latest.values()].map(({ seq, at, data }) => ({ seq, at, viewing: data.viewing, program: data.program ?? '', stars: data.stars }));
  await sql`
    insert into viewing_ratings (journal, site, viewing, program, seq, at, stars)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (viewing uuid, program text, seq bigint, at text, stars integer)
    on conflict (journal, viewing, program) do update set seq = excluded.seq, at = excluded.at, stars = excluded.stars
    where excluded.seq > viewing_ratings.seq`.execute(queries);
}

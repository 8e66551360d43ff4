import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import { correctedAnswer } from '../reports/corrected-answer.ts';
import type { Flag } from '../reports/flag-names.ts';
import type { TimeColumns } from '../reports/time-columns.ts';
import type { ImpossibleEvent } from './schemas.ts';

/** A clock this much ahead of the county's is told of. */
const AHEAD_MS = 10 * 60_000;

/** How long ago something impossible may have been to be told still. */
const TOLD_DAYS = 400;

/**
 * What cannot have happened as recorded, of these journals, newest first. Found in what is derived of the lines whenever it
 * is asked for, as figures are: lines that come late, and times that are corrected later, change the answer by themselves.
 */
export async function impossibleEvents(queries: Queries, journals: readonly string[], now: Date): Promise<readonly ImpossibleEvent[]> {
  if (journals.length === 0) return [];
  const since = new Date(now.getTime() - TOLD_DAYS * 24 * 3600 * 1000);
  const events = [
    ...(await flagged(queries, 'group_viewings', journals)),
    ...(await flagged(queries, 'self_viewings', journals)),
    ...(await overlapping(queries, journals)),
    ...(await atTwoPlaces(queries, journals, since)),
    ...(await fromTheFuture(queries, journals)),
  ];
  return events.sort((a, b) => (a.journal === b.journal ? b.seq - a.seq : a.journal < b.journal ? -1 : 1));
}

interface ViewingRow extends TimeColumns {
  readonly journal: string;
  readonly viewing: string;
  readonly seq: number;
  readonly at: string;
}

const nothingMore: Pick<ImpossibleEvent, 'aheadMs' | 'other' | 'members'> = { aheadMs: null, other: null, members: [] };

/** A viewing's own moment: when it was opened, else its earliest line. */
const began = (name: string) => sql.raw(`
  ${name}.journal, ${name}.viewing, coalesce((${name}.moments->'opened'->>'seq')::bigint, ${name}.first_seq) as seq, coalesce(${name}.moments->'opened'->>'at', ${name}.first_at) as at,
  ${name}.day, ${name}.best_ms, ${name}.certainty, ${name}.not_before_ms, ${name}.not_after_ms`);

async function flagged(queries: Queries, table: 'group_viewings' | 'self_viewings', journals: readonly string[]): Promise<ImpossibleEvent[]> {
  const { rows } = await sql<ViewingRow & { flags: readonly Flag[] }>`
    select ${began('v')}, v.flags from ${sql.table(table)} as v where v.journal = any(${[...journals]}::uuid[]) and v.flags <> '{}'`.execute(queries);
  return rows.flatMap((row) => row.flags.map((kind) => ({ ...about(row), kind, ...nothingMore })));
}

/** Group viewings of one terminal, of which one began before the other had ended, by their lines and by the clock. */
async function overlapping(queries: Queries, journals: readonly string[]): Promise<ImpossibleEvent[]> {
  const { rows } = await sql<ViewingRow & { site: string; before: string }>`
    with played as (
      select v.*, (v.moments->'started'->>'seq')::bigint as from_seq, (v.moments->'ended'->>'seq')::bigint as to_seq
      from group_viewings v
      where v.journal = any(${[...journals]}::uuid[]) and v.moments ? 'started' and v.moments ? 'ended'
    ), follows as (
      select p.*, max(to_seq) over (partition by journal order by from_seq, viewing rows between unbounded preceding and 1 preceding) as highest
      from played p
    )
    select ${began('f')}, f.site, o.viewing as before
    from follows f
    join lateral (
      select p.viewing from played p
      where p.journal = f.journal and p.from_seq < f.from_seq and p.to_seq > f.from_seq and p.begin_ms < f.end_ms and p.end_ms > f.begin_ms
      order by p.from_seq desc limit 1
    ) as o on true
    where f.highest > f.from_seq`.execute(queries);
  return rows.map((row) => ({ ...about(row), kind: 'overlapping-viewings', ...nothingMore, other: { journal: row.journal, site: row.site, viewing: row.before } }));
}

/**
 * Members who were checked in at two terminals at one time. Times must be exact at both. A number names a member at one
 * site; at two sites it is the same member when the name is the same too.
 */
async function atTwoPlaces(queries: Queries, journals: readonly string[], since: Date): Promise<ImpossibleEvent[]> {
  const { rows } = await sql<ViewingRow & { otherJournal: string; otherSite: string; otherViewing: string; members: readonly string[] }>`
    select * from (
      select ${began('a')}, b.journal as "otherJournal", b.site as "otherSite", b.viewing as "otherViewing",
        array(
          select m.key from jsonb_each(a.state->'members') as m
          where m.value->'value'->>'present' = 'true' and b.state->'members'->m.key->'value'->>'present' = 'true'
            and (a.site = b.site or m.value->'value'->'member'->>'name' = b.state->'members'->m.key->'value'->'member'->>'name')
          order by m.key limit 100
        ) as members
      from group_viewings a
      join group_viewings b on b.day between a.day - 1 and a.day + 1 and b.journal <> a.journal and b.certainty = 'exact'
        and a.begin_ms < b.end_ms and b.begin_ms < a.end_ms
      where a.journal = any(${[...journals]}::uuid[]) and a.certainty = 'exact' and a.day >= ${since}::date
    ) as pairs
    where cardinality(members) > 0`.execute(queries);
  return rows.map((row) => ({
    ...{ ...about(row), kind: 'member-at-two-places', aheadMs: null, members: [...row.members] },
    other: { journal: row.otherJournal, site: row.otherSite, viewing: row.otherViewing },
  }));
}

/** Boots whose clock was ahead of the county's when their lines came. */
async function fromTheFuture(queries: Queries, journals: readonly string[]): Promise<ImpossibleEvent[]> {
  const { rows } = await sql<{ journal: string; seq: number; aheadMs: number }>`
    select journal, min(first_seq)::bigint as seq, max(ahead_ms) as "aheadMs" from boot_runs
    where journal = any(${[...journals]}::uuid[]) and ahead_ms > ${AHEAD_MS}::double precision group by journal, boot`.execute(queries);
  return rows.map(({ journal, seq, aheadMs }) => ({ journal, kind: 'from-the-future', seq, viewing: null, at: null, ...nothingMore, aheadMs }));
}

function about(row: ViewingRow) {
  return { journal: row.journal, seq: row.seq, viewing: row.viewing, at: correctedAnswer(row.at, row) };
}

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LocalizedText } from '../../contract/text.ts';
import type { Queries } from '../database/database.ts';
import type { Asked, LookupsAnswer, LookupsQuery } from './schemas.ts';

/** Longest list of questions or items. */
const MOST_LISTED = 100;

interface Counts {
  readonly searches: number;
  readonly withoutHit: number;
  readonly opened: number;
}

interface AskedRow {
  readonly query: string;
  readonly times: number;
  readonly without_hit: number;
  readonly sites: number;
  readonly last_day: string | null;
}

/** What people looked up. `limit`: the one township whose sites may be seen; null for all. */
export async function lookupStatistics(queries: Queries, query: LookupsQuery, limit: string | null): Promise<LookupsAnswer> {
  const searches = scope('searches', query, limit);
  const openings = scope('openings', query, limit);
  const counted = sql<{ township: string; name: LocalizedText; month: string | null } & { readonly [K in keyof Counts]: number }>`
    select l.township, t.name, l.month, sum(l.searches)::integer as searches, sum(l.without_hit)::integer as "withoutHit", sum(l.opened)::integer as opened
    from (
      select s.township, to_char(v.day, 'YYYY-MM') as month, count(*) as searches, count(*) filter (where v.hits = 0) as without_hit, 0 as opened ${searches} group by 1, 2
      union all
      select s.township, to_char(v.day, 'YYYY-MM') as month, 0, 0, count(*) as opened ${openings} group by 1, 2
    ) l join townships t on t.id = l.township
    group by l.township, t.name, l.month`;
  const { rows: parts } = await counted.execute(queries);
  // Half of the openings were longer: a page that was left open for the night makes no difference.
  const { rows: popular } = await sql<LookupsAnswer['popular'][number]>`
    select o.item, o.kind, i.title, coalesce(i.removed_at is not null, true) as removed, o.opened, o.sites, r.seconds as "readSeconds", coalesce(p.programs, 0) as programs
    from (
      select v.item, min(v.kind) as kind, count(*)::integer as opened, count(distinct v.site)::integer as sites ${openings}
      group by v.item order by opened desc, v.item limit ${MOST_LISTED}::integer
    ) o left join information_items i on i.item = o.item
    left join (
      select item, round(percentile_cont(0.5) within group (order by seconds))::integer as seconds
      from (select v.item, v.opening, sum(v.seconds) as seconds ${scope('lookup_readings', query, limit)} group by v.item, v.opening) read
      group by item
    ) r on r.item = o.item
    left join (select v.item, count(*)::integer as programs ${scope('lookup_programs', query, limit)} group by v.item) p on p.item = o.item
    order by o.opened desc, o.item`.execute(queries);
  const townships = new Map<string, Counts & { readonly id: string; readonly name: LocalizedText }>();
  const months = new Map<string, Counts & { readonly month: string }>();
  for (const part of parts) {
    townships.set(part.township, { id: part.township, name: part.name, ...added(townships.get(part.township), part) });
    if (part.month !== null) months.set(part.month, { month: part.month, ...added(months.get(part.month), part) });
  }
  return {
    totals: parts.reduce<Counts>((sum, part) => added(sum, part), { searches: 0, withoutHit: 0, opened: 0 }),
    townships: [...townships.values()].sort((a, b) => b.searches + b.opened - a.searches - a.opened || a.id.localeCompare(b.id)),
    months: [...months.values()].sort((a, b) => a.month.localeCompare(b.month)),
    townshipMonths: parts
      .flatMap(({ township, month, ...counts }) => (month === null ? [] : [{ township, month, ...added(undefined, counts) }]))
      .sort((a, b) => a.township.localeCompare(b.township) || a.month.localeCompare(b.month)),
    asked: await asked(queries, searches, false),
    neverFound: await asked(queries, searches, true),
    popular,
  };
}

/** Questions that are the same but for width, case, spaces and signs, the most frequent first. */
async function asked(queries: Queries, searches: RawBuilder<unknown>, neverFound: boolean): Promise<Asked[]> {
  const plain = sql.raw(String.raw`regexp_replace(lower(normalize(v.query, NFKC)), '[\s!-/:-@\[-\`{-~，。、；：？！“”‘’（）《》【】…—·]+', '', 'g')`);
  const { rows } = await sql<AskedRow>`
    select mode() within group (order by v.query) as query, count(*)::integer as times, count(*) filter (where v.hits = 0)::integer as without_hit,
      count(distinct v.site)::integer as sites, max(v.day) as last_day
    ${searches}
    group by coalesce(nullif(${plain}, ''), v.query)
    ${neverFound ? sql`having count(*) filter (where v.hits > 0) = 0` : sql``}
    order by times desc, last_day desc nulls last, query
    limit ${MOST_LISTED}::integer`.execute(queries);
  return rows.map(({ query, times, without_hit, sites, last_day }) => ({ query, times, withoutHit: without_hit, sites, lastDay: last_day }));
}

function scope(table: 'searches' | 'openings' | 'lookup_readings' | 'lookup_programs', { from, to, township }: LookupsQuery, limit: string | null): RawBuilder<unknown> {
  return sql`
    from ${sql.table(table)} v join sites s on s.site = v.site
    where (${from ?? null}::date is null or v.day >= ${from ?? null}::date) and (${to ?? null}::date is null or v.day <= ${to ?? null}::date)
      and (${township ?? null}::text is null or s.township = ${township ?? null}::text)
      and (${limit}::text is null or s.township = ${limit}::text)`;
}

function added(sum: Counts | undefined, part: Counts): Counts {
  return {
    searches: (sum?.searches ?? 0) + part.searches,
    withoutHit: (sum?.withoutHit ?? 0) + part.withoutHit,
    opened: (sum?.opened ?? 0) + part.opened,
  };
}

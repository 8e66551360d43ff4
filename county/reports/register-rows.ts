import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LocalizedText } from '../../contract/text.ts';
import { groupFaults, selfFaults } from '../../contract/viewing/validity.ts';
import type { ValidityRule } from '../../contract/viewing/validity.ts';
import type { Queries } from '../database/database.ts';
import { correctedAnswer, isoOf } from './corrected-answer.ts';
import type { Flag } from './flag-names.ts';
import type { NotCountedReason, RegisterFilter, RegisterRow, RegisterTab } from './register-list-schemas.ts';
import type { TimeColumns } from './time-columns.ts';
import { groupFault, ruleValues, selfFault } from './validity-sql.ts';

/** A row as the database tells it. */
interface Found extends TimeColumns {
  readonly journal: string;
  readonly key: string;
  readonly seq: number;
  readonly site: string;
  readonly site_name: LocalizedText;
  readonly township_name: LocalizedText;
  readonly at: string;
  readonly kind: string | null;
  readonly titles: readonly LocalizedText[] | null;
  readonly begin_ms: number | null;
  readonly end_ms: number | null;
  readonly played: number | null;
  readonly length: number | null;
  readonly members: number | null;
  readonly guests: number | null;
  readonly expected: number | null;
  readonly hits: number | null;
  readonly version: number | null;
  readonly fault: NotCountedReason | null;
  readonly flags: readonly Flag[] | null;
  readonly opened: boolean | null;
  readonly started: boolean | null;
  readonly ended: boolean | null;
  readonly abandoned: boolean | null;
}

/** Who asks, and by which rule. */
export interface Asking {
  readonly rule: ValidityRule;
  /** The township whose sites may be seen; null: all. */
  readonly township: string | null;
}

/** Rows that fit, in order, from `offset` on. */
export async function registerRows(queries: Queries, tab: RegisterTab, filter: RegisterFilter, asking: Asking, page: { readonly limit: number; readonly offset: number }): Promise<readonly RegisterRow[]> {
  const { rows } = await sql<Found>`
    select f.*, s.name as site_name, t.name as township_name ${fitting(tab, filter, asking)}
    order by ${orderOf(filter)} limit ${page.limit}::integer offset ${page.offset}::bigint`.execute(queries);
  return rows.map((row) => toRow(tab, row, asking.rule));
}

/** How many rows fit. */
export async function countRows(queries: Queries, tab: RegisterTab, filter: RegisterFilter, asking: Asking): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total ${fitting(tab, filter, asking)}`.execute(queries);
  return rows[0]?.total ?? 0;
}

/** One row by its name; null when there is none that may be seen. */
export async function registerRow(queries: Queries, tab: RegisterTab, journal: string, key: string, { rule, township }: Asking): Promise<RegisterRow | null> {
  const { rows } = await sql<Found>`
    select f.*, s.name as site_name, t.name as township_name from (${source(tab, rule, sql`v.journal = ${journal}::uuid`)}) f
    join sites s on s.site = f.site join townships t on t.id = s.township
    where f.key = ${key} and (${township}::text is null or s.township = ${township}::text)`.execute(queries);
  return rows[0] === undefined ? null : toRow(tab, rows[0], rule);
}

function fitting(tab: RegisterTab, { from, to, site, township, kind, counted, reason }: RegisterFilter, { rule, township: limit }: Asking): RawBuilder<unknown> {
  const within = sql.join([
    sql`true`,
    ...(from === undefined ? [] : [sql`v.day >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`v.day <= ${to}::date`]),
    ...(site === undefined ? [] : [sql`v.site = ${site}`]),
  ], sql` and `);
  const wanted = sql.join([
    sql`true`,
    ...(township === undefined ? [] : [sql`s.township = ${township}`]),
    ...(limit === null ? [] : [sql`s.township = ${limit}`]),
    ...(kind === undefined ? [] : [sql`f.kind = ${kind}`]),
    ...(counted === undefined ? [] : [counted === 'yes' ? sql`f.fault is null` : sql`f.fault is not null`]),
    ...(reason === undefined ? [] : [sql`f.fault = ${reason}`]),
  ], sql` and `);
  return sql`from (${source(tab, rule, within)}) f join sites s on s.site = f.site join townships t on t.id = s.township where ${wanted}`;
}

const times = sql.raw('v.day, v.best_ms, v.certainty, v.not_before_ms, v.not_after_ms');

/** The rows of a tab, of those that `within` lets through. */
function source(tab: RegisterTab, rule: ValidityRule, within: RawBuilder<unknown>): RawBuilder<unknown> {
  const none = (type: string, ...names: readonly string[]) => sql.raw(names.map((name) => `null::${type} as ${name}`).join(', '));
  const noViewing = sql`${none('boolean', 'opened', 'started', 'ended', 'abandoned')}, ${none('text[]', 'flags')}, ${none('double precision', 'begin_ms', 'end_ms', 'played', 'length')},
    ${none('integer', 'members', 'guests', 'expected')}`;
  switch (tab) {
    case 'group':
      return sql`select v.journal, v.viewing::text as key, v.first_seq as seq, v.site, coalesce(v.moments->'opened'->>'at', v.first_at) as at, ${times}, v.kind,
        (select jsonb_agg(p.value->'title') from jsonb_array_elements(v.state->'opened'->'value'->'programs') p) as titles,
        v.opened_at is not null as opened, v.started_at is not null as started, v.ended_at is not null as ended, v.abandoned_at is not null as abandoned, v.flags,
        v.begin_ms, v.end_ms, v.played_seconds as played, v.length_seconds as length, v.members, v.guests, (v.state->'opened'->'value'->>'expected')::integer as expected,
        ${none('bigint', 'hits', 'version')}, ${groupFault(ruleValues(rule))} as fault
        from group_viewings v where ${within}`;
    case 'self':
      return sql`select v.journal, v.viewing::text as key, v.first_seq as seq, v.site, coalesce(v.moments->'opened'->>'at', v.first_at) as at, ${times}, null::text as kind,
        case when v.started_at is null then null else jsonb_build_array(v.state->'started'->'program'->'title') end as titles,
        null::boolean as opened, v.started_at is not null as started, v.ended_at is not null as ended, null::boolean as abandoned, v.flags,
        v.begin_ms, v.end_ms, v.played_seconds as played, v.length_seconds as length, (v.member is not null)::integer as members, (v.member is null)::integer as guests, null::integer as expected,
        ${none('bigint', 'hits', 'version')}, ${selfFault(ruleValues(rule))} as fault
        from self_viewings v where ${within}`;
    case 'lookups':
      return sql`select v.journal, v.search::text as key, v.seq, v.site, v.at, ${times}, v.kind, jsonb_build_array(jsonb_build_object('zh-CN', v.query)) as titles,
        ${noViewing}, v.hits, null::bigint as version, null::text as fault
        from searches v where ${within}
        union all select v.journal, v.event::text, v.seq, v.site, v.at, ${times}, v.kind, jsonb_build_array(jsonb_build_object('zh-CN', v.item)),
        ${noViewing}, null::bigint, null::bigint, case when q.search is not null then 'part-of-search' end
        from openings v left join searches q on q.journal = v.journal and q.search = v.search where ${within}`;
    case 'downloads':
      return sql`select v.journal, v.issue as key, v.seq, v.site, v.at, ${times}, v.carrier as kind, jsonb_build_array(jsonb_build_object('zh-CN', v.number)) as titles,
        ${noViewing}, null::bigint as hits, v.version, null::text as fault
        from issue_downloads v where ${within}`;
    case 'offline':
      return offlineSource(within);
  }
}

/** What happened away from the terminals. Its day is as the operator said: no clock is behind it. */
/** An activity has the day that was said of it, and no time of day. */
function offlineSource(within: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select v.journal, v.activity::text as key, v.seq, v.site, v.at, v.day, null::double precision as best_ms, 'unknown'::text as certainty,
    null::double precision as not_before_ms, null::double precision as not_after_ms, v.kind,
    jsonb_build_array(jsonb_build_object('zh-CN', concat_ws(' · ', nullif(v.topic, ''), nullif(v.lecturer, ''), nullif(v.place, '')))) as titles,
    null::boolean as opened, null::boolean as started, null::boolean as ended, null::boolean as abandoned, null::text[] as flags,
    null::double precision as begin_ms, null::double precision as end_ms, null::double precision as played, null::double precision as length,
    v.members, v.guests, null::integer as expected, null::bigint as hits, null::bigint as version,
    case when v.withdrawn then 'withdrawn' when v.kind is null then 'incomplete-record' end as fault
    from offline_activities v where ${within}`;
}

function orderOf({ sort, order }: RegisterFilter): RawBuilder<unknown> {
  const way = sql.raw(order === 'asc' ? 'asc nulls first' : 'desc nulls last');
  const newest = sql`f.day desc nulls last, f.best_ms desc nulls last, f.journal, f.seq, f.key`;
  switch (sort) {
    case 'time':
      return sql`f.day ${way}, f.best_ms ${way}, f.journal, f.seq, f.key`;
    case 'site':
      return sql`s.township ${way}, f.site ${way}, ${newest}`;
    case 'played':
      return sql`case when f.length > 0 then f.played / f.length end ${way}, ${newest}`;
    case 'people':
      return sql`f.members + f.guests ${way}, ${newest}`;
  }
}

function toRow(tab: RegisterTab, row: Found, rule: ValidityRule): RegisterRow {
  return {
    ...{ tab, journal: row.journal, key: row.key, seq: row.seq, site: row.site, siteName: row.site_name, townshipName: row.township_name },
    began: correctedAnswer(row.at, row),
    ...{ startedAt: isoOf(row.begin_ms), endedAt: isoOf(row.end_ms) },
    ...{ kind: row.kind, titles: [...(row.titles ?? [])], playedSeconds: row.played, lengthSeconds: row.length },
    ...{ members: row.members, guests: row.guests, expected: row.expected, hits: row.hits, version: row.version },
    counted: row.fault === null,
    reasons: [...reasonsOf(tab, row, rule)],
    flags: [...(row.flags ?? [])],
  };
}

/** Every reason. The first is the one that the database filters by, and figures tally under. */
function reasonsOf(tab: RegisterTab, row: Found, rule: ValidityRule): readonly NotCountedReason[] {
  if (row.fault === null) return [];
  const [playedSeconds, lengthSeconds] = [row.played ?? 0, row.length ?? 0];
  const yes = (said: boolean | null) => said === true;
  switch (tab) {
    case 'group': {
      const attendance = (row.members ?? 0) + (row.guests ?? 0);
      return groupFaults({ opened: yes(row.opened), started: yes(row.started), ended: yes(row.ended), abandoned: yes(row.abandoned), playedSeconds, lengthSeconds, attendance }, rule);
    }
    case 'self':
      return selfFaults({ started: yes(row.started), playedSeconds, lengthSeconds }, rule);
    default:
      return [row.fault];
  }
}

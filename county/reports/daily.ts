import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { validityRuleSchema } from '../../contract/viewing/validity.ts';
import type { InvalidReason, ValidityRule } from '../../contract/viewing/validity.ts';
import type { Queries } from '../database/database.ts';
import { groupReasons, selfReasons } from './reasons.ts';
import { groupFault, keptRule, selfFault } from './validity-sql.ts';

/** The counts of a day, as columns. */
export const countColumns = [
  ...(['downloads', 'searches', 'openings', 'party_classes', 'trainings', 'group_people', 'self_people'] as const),
  ...groupReasons.map((reason) => columnOf('group', reason)),
  ...selfReasons.map((reason) => columnOf('self', reason)),
];

/** Days without a calendar are kept as this one. */
export const NO_DAY = '-infinity';

export function columnOf(kind: 'group' | 'self', reason: InvalidReason): string {
  return `${kind}_${reason.replaceAll('-', '_')}`;
}

/**
 * Counts these days of a journal anew, from what its events add up to; in the transaction that changed it. `null` is the day
 * of what no calendar has.
 */
export async function countDays(queries: Queries, journal: string, days: ReadonlySet<string | null>): Promise<void> {
  if (days.size === 0) return;
  const wanted = [...days].map((day) => day ?? NO_DAY);
  const withNone = days.has(null);
  const { rows } = await sql`${insertRows((day) => sql`v.journal = ${journal}::uuid and (${day} = any(${wanted}::date[]) ${withNone ? sql`or ${day} is null` : sql``})`)}
    on conflict (journal, day) do update set ${sql.raw([...countColumns, 'open_seconds'].map((name) => `${name} = excluded.${name}`).join(', '))}
    returning day`.execute(queries);
  if (rows.length === wanted.length) return;
  const left = new Set(rows.map((row) => String((row as { readonly day: unknown }).day)));
  const gone = wanted.filter((day) => !left.has(day));
  await sql`delete from daily_figures where journal = ${journal}::uuid and day = any(${gone}::date[])`.execute(queries);
}

/** Counts all days of one journal anew. */
export async function countJournal(queries: Queries, journal: string): Promise<void> {
  await sql`delete from daily_figures where journal = ${journal}::uuid`.execute(queries);
  await insertRows(() => sql`v.journal = ${journal}::uuid`).execute(queries);
}

/** The rule by which daily figures are counted. */
export async function countingRule(queries: Queries): Promise<ValidityRule> {
  const { rule } = await queries.selectFrom('counting_rule').select('rule').executeTakeFirstOrThrow();
  return validityRuleSchema.parse(rule);
}

export function sameRule(a: ValidityRule, b: ValidityRule): boolean {
  return a.groupPlayedShare === b.groupPlayedShare && a.groupAttendance === b.groupAttendance && a.selfPlayedSeconds === b.selfPlayedSeconds && a.selfPlayedShare === b.selfPlayedShare;
}

/** Takes up another rule: all daily figures are counted anew. Uploads wait meanwhile. False when the rule is the one that holds. */
export async function takeUpRule(queries: Queries, rule: ValidityRule): Promise<boolean> {
  // Whoever counts a day holds this lock in part, and reads the rule after it has it.
  await sql`lock table daily_figures in share row exclusive mode`.execute(queries);
  if (sameRule(await countingRule(queries), rule)) return false;
  await queries.updateTable('counting_rule').set({ rule: JSON.stringify(rule) }).execute();
  await sql`delete from daily_figures`.execute(queries);
  await insertRows(() => sql`true`).execute(queries);
  return true;
}

/** Adds up, from the rows that `where` lets through, what each journal had on each day, and inserts it. `where` is given the day's expression. */
function insertRows(where: (day: RawBuilder<unknown>) => RawBuilder<unknown>): RawBuilder<unknown> {
  const day = sql`v.day`;
  const names = countColumns.join(', ');
  const one = (column: string) => sql.raw(`array_position(array['${countColumns.join("','")}'], '${column}')`);
  const all = [
    sql`select v.journal, v.site, v.day, ${one('downloads')} as count, 1 as by from issue_downloads v where ${where(day)}`,
    sql`select v.journal, v.site, v.day, ${one('searches')}, 1 from searches v where ${where(day)}`,
    // An opened item whose search is counted, on whatever day, is part of that lookup.
    sql`select v.journal, v.site, v.day, ${one('openings')}, 1 from openings v left join searches s on s.journal = v.journal and s.search = v.search
      where s.search is null and ${where(day)}`,
    sql`select journal, site, day, unnest(case when fault is null then array[case kind when 'training' then ${one('trainings')} else ${one('party_classes')} end, ${one('group_people')}]
        else array[array_position(array['${sql.raw(countColumns.join("','"))}'], 'group_' || replace(fault, '-', '_'))] end),
        unnest(case when fault is null then array[1, people] else array[1] end)
      from (select v.journal, v.site, v.day, v.kind, v.members + v.guests as people, ${groupFault(keptRule)} as fault from group_viewings v, counting_rule where ${where(day)}) g`,
    sql`select journal, site, day, case when fault is null then ${one('self_people')} else array_position(array['${sql.raw(countColumns.join("','"))}'], 'self_' || replace(fault, '-', '_')) end, 1
      from (select v.journal, v.site, v.day, ${selfFault(keptRule)} as fault from self_viewings v, counting_rule where ${where(day)}) s`,
  ];
  const sums = countColumns.map((column, index) => sql`coalesce(sum(by) filter (where count = ${sql.raw(String(index + 1))}), 0)::integer as ${sql.raw(column)}`);
  return sql`
    insert into daily_figures (journal, day, site, ${sql.raw(names)}, open_seconds)
    select journal, coalesce(day, '-infinity'::date), site, ${sql.join(sums)}, coalesce(sum(seconds), 0)
    from (
      select p.journal, p.site, p.day, p.count, p.by::bigint, null::double precision as seconds from (${sql.join(all, sql` union all `)}) p
      union all
      select v.journal, v.site, d.day::date, 0, 0, greatest(0, least(v.end_ms, local.midnight + 86400000) - greatest(v.begin_ms, local.midnight)) / 1000
      from running_spans v
        cross join lateral generate_series(v.first_day::timestamp, v.last_day::timestamp, interval '1 day') as d (day)
        cross join lateral (select extract(epoch from d.day)::double precision * 1000 - v.offset_ms as midnight) local
      where v.end_ms > v.begin_ms and ${where(sql`d.day::date`)}
    ) parts
    group by journal, coalesce(day, '-infinity'::date), site`;
}

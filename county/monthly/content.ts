import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalizedText } from '../../contract/text.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { countColumns } from '../reports/daily.ts';
import { figuresBySite, figuresOf, withinDays } from '../reports/daily-figures.ts';
import type { DailySums } from '../reports/daily-figures.ts';
import { addFigures } from '../reports/figures.ts';
import { playedPercent, timeText } from '../reports/register-columns.ts';
import { registerRows } from '../reports/register-rows.ts';
import { groupFault, ruleValues } from '../reports/validity-sql.ts';
import { daysOfMonth, yearToMonth } from './month.ts';
import type { ReportContent, ReportRow, Scope } from './schemas.ts';

/** A site that a report is about. */
export interface ReportedSite {
  readonly site: string;
  readonly name: LocalizedText;
  readonly township: string;
  readonly townshipName: LocalizedText;
}

/** More group viewings than a site has in a month. */
const MOST_VIEWINGS = 400;

/** What the events of a month add up to, for a report on these sites. */
export async function draftContent(deps: CountyDeps, queries: Queries, scope: Scope, sites: readonly ReportedSite[], month: string): Promise<ReportContent> {
  const period = daysOfMonth(month);
  const parts = await partsByKey(deps, queries, scope, sites.map(({ site }) => site), period);
  const names = namesOf(scope, sites);
  // A site tells of the days on which something happened; others name every site or township, also those without anything.
  const keys = scope === 'site' ? [...parts.keys()].sort() : [...names.keys()];
  const rows = keys.map((key) => toRow(key, names.get(key) ?? null, parts.get(key) ?? noParts));
  const all = await figuresBySite(deps, queries, sites.map(({ site }) => site), yearToMonth(month));
  return {
    total: toRow('total', null, addParts([...parts.values()])),
    rows,
    yearToDate: addFigures(sites.map(({ site }) => all(site))),
    viewings: scope === 'site' ? await viewingsOf(deps, queries, sites[0]?.site ?? '', period) : [],
  };
}

/** Names a content by its SHA-256. */
export function digestOf(content: ReportContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

interface RowParts {
  readonly sums: DailySums;
  readonly openSeconds: number;
  readonly attended: number;
  readonly members: number;
  readonly expected: number;
}
const noParts: RowParts = { sums: {}, openSeconds: 0, attended: 0, members: 0, expected: 0 };

/** What each day (of a site), site (of a township) or township (of the county) has. */
export async function partsByKey(deps: CountyDeps, queries: Queries, scope: Scope, sites: readonly string[], period: { from: string; to: string }): Promise<ReadonlyMap<string, RowParts>> {
  const key = { site: sql`p.day::text`, township: sql`p.site`, county: sql`s.township` }[scope];
  const wanted = sql`site = any(${[...sites]}::text[])`;
  const columns = sql.raw(countColumns.map((column) => `sum(${column})::integer as ${column}`).join(', '));
  const { rows } = await sql<DailySums & { key: string; open_seconds: number }>`
    select ${key} as key, ${columns}, sum(open_seconds) as open_seconds from (
      -- Two terminals of a site may run at once; the site is open for no more than the day.
      select site, day, ${columns}, least(sum(open_seconds), 86400) as open_seconds from daily_figures where ${wanted} and ${withinDays(period)} group by site, day
    ) p join sites s on s.site = p.site group by 1`.execute(queries);
  const { rows: attended } = await sql<{ key: string; attended: number; members: number; expected: number }>`
    select ${key} as key, sum(p.members + p.guests)::integer as attended, sum(p.members)::integer as members, sum(p.expected)::integer as expected from (
      select v.site, v.day, v.members, v.guests, coalesce((v.state->'opened'->'value'->>'expected')::integer, 0) as expected, ${groupFault(ruleValues(deps.config.rule))} as fault
      from group_viewings v where v.${wanted} and v.day between ${period.from}::date and ${period.to}::date
    ) p join sites s on s.site = p.site where p.fault is null group by 1`.execute(queries);
  const attendance = new Map(attended.map((row) => [row.key, row]));
  return new Map(
    rows.map(({ key: name, open_seconds: openSeconds, ...sums }) => {
      const there = attendance.get(name);
      return [name, { sums, openSeconds, attended: there?.attended ?? 0, members: there?.members ?? 0, expected: there?.expected ?? 0 }];
    }),
  );
}

function addParts(all: readonly RowParts[]): RowParts {
  const sum = (of: (parts: RowParts) => number) => all.reduce((total, parts) => total + of(parts), 0);
  return {
    sums: Object.fromEntries(countColumns.map((column) => [column, sum(({ sums }) => Number(sums[column] ?? 0))])),
    openSeconds: sum(({ openSeconds }) => openSeconds),
    attended: sum(({ attended }) => attended),
    members: sum(({ members }) => members),
    expected: sum(({ expected }) => expected),
  };
}

function toRow(id: string, names: Pick<ReportRow, 'name' | 'township'> | null, { sums, openSeconds, attended, members, expected }: RowParts): ReportRow {
  return { id, name: names?.name ?? null, township: names?.township ?? null, figures: figuresOf(sums), openHours: Math.round(openSeconds / 360) / 10, attended, members, expected };
}

function namesOf(scope: Scope, sites: readonly ReportedSite[]): ReadonlyMap<string, Pick<ReportRow, 'name' | 'township'>> {
  if (scope === 'site') return new Map();
  return new Map(
    sites.map(({ site, name, township, townshipName }): readonly [string, Pick<ReportRow, 'name' | 'township'>] =>
      scope === 'township' ? [site, { name, township: townshipName }] : [township, { name: townshipName, township: null }],
    ),
  );
}

async function viewingsOf(deps: CountyDeps, queries: Queries, site: string, { from, to }: { from: string; to: string }): Promise<ReportContent['viewings']> {
  const rows = await registerRows(queries, 'group', { site, from, to, sort: 'time', order: 'asc' }, { rule: deps.config.rule, township: null }, { limit: MOST_VIEWINGS, offset: 0 });
  return rows.map((row) => ({
    began: timeText(row.began),
    ...{ kind: row.kind, titles: row.titles, playedPercent: playedPercent(row), members: row.members ?? 0, guests: row.guests ?? 0, expected: row.expected, counted: row.counted },
  }));
}

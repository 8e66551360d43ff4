import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { partsByKey } from '../monthly/content.ts';
import { daysOfMonth, serverDay } from '../monthly/month.ts';
import { groupFault, ruleValues } from '../reports/validity-sql.ts';
import type { AssessmentRules } from './rules.ts';
import type { SiteFacts } from './score.ts';

const DAY_MS = 86_400_000;

/** What the rules look at, of these sites in this month. */
export async function gatherFacts(deps: CountyDeps, queries: Queries, sites: readonly string[], month: string, rules: AssessmentRules): Promise<(site: string) => SiteFacts> {
  const period = daysOfMonth(month);
  const parts = await partsByKey(deps, queries, 'township', sites, period);
  const released = await releasedIssues(queries, period);
  const inTime = await downloadsInTime(queries, sites, released, rules.downloads.withinDays);
  const reported = await reportDays(queries, sites, month);
  const evidence = await viewingsWithEvidence(deps, queries, sites, period);
  const reportDue = dueDay(month, rules.report.byDay);
  return (site) => {
    const own = parts.get(site);
    return {
      viewings: Number(own?.sums.party_classes ?? 0) + Number(own?.sums.trainings ?? 0),
      openHours: Math.round((own?.openSeconds ?? 0) / 360) / 10,
      ...{ members: own?.members ?? 0, expected: own?.expected ?? 0 },
      ...{ released: released.size, inTime: inTime.get(site) ?? 0 },
      ...{ reportedOn: reported.get(site) ?? null, reportDue, reportIsDue: serverDay(deps.now()) > reportDue },
      withEvidence: evidence.get(site) ?? 0,
    };
  };
}

/** The day of the month after. */
export function dueDay(month: string, byDay: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, byDay)).toISOString().slice(0, 10);
}

/** Issues that were released in these days and are not withdrawn, with the moment of their release. */
async function releasedIssues(queries: Queries, { from, to }: { from: string; to: string }): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.selectFrom('issues').select(['issue', 'published_at']).where('withdrawn_at', 'is', null).execute();
  return new Map(rows.filter(({ published_at: at }) => serverDay(at) >= from && serverDay(at) <= to).map(({ issue, published_at: at }) => [issue, at.getTime()]));
}

async function downloadsInTime(queries: Queries, sites: readonly string[], released: ReadonlyMap<string, number>, days: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ site: string; count: number }>`
    select d.site, count(distinct d.issue) as count from issue_downloads d
    join json_to_recordset(${JSON.stringify([...released].map(([issue, at]) => ({ issue, until: at + days * DAY_MS })))}::json) as r (issue text, until double precision) on r.issue = d.issue
    where d.site = any(${[...sites]}::text[]) and d.best_ms <= r.until group by d.site`.execute(queries);
  return new Map(rows.map(({ site, count }) => [site, count]));
}

/** The day on which each site's report was first signed off. */
async function reportDays(queries: Queries, sites: readonly string[], month: string): Promise<ReadonlyMap<string, string>> {
  const rows = await queries
    .selectFrom('monthly_reports')
    .select(({ fn }) => ['id', fn.min('signed_at').as('at')])
    .where('scope', '=', 'site')
    .where('month', '=', month)
    .where('signed_at', 'is not', null)
    .where(sql<boolean>`id = any(${[...sites]}::text[])`)
    .groupBy('id')
    .execute();
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, serverDay(at)] as const])));
}

async function viewingsWithEvidence(deps: CountyDeps, queries: Queries, sites: readonly string[], { from, to }: { from: string; to: string }): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ site: string; count: number }>`
    select site, count(*) as count from (
      select v.site, ${groupFault(ruleValues(deps.config.rule))} as fault,
        (select count(distinct e.value->'value'->>'moment') from jsonb_each(coalesce(v.state->'evidence', '{}')) e) as moments
      from group_viewings v where v.site = any(${[...sites]}::text[]) and v.day between ${from}::date and ${to}::date
    ) c where fault is null and moments = 3 group by site`.execute(queries);
  return new Map(rows.map(({ site, count }) => [site, count]));
}

import { sql } from 'kysely';
import type { Figures } from '../../contract/http.ts';
import type { InvalidReason } from '../../contract/viewing/validity.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { columnOf, countColumns, countingRule, sameRule } from './daily.ts';
import { gatherParts } from './figure-parts.ts';
import type { Period } from './period.ts';
import { countFigures } from './figures.ts';
import { groupReasons, selfReasons } from './reasons.ts';

/**
 * The figures of these sites, or of all for null, by site: added up from daily figures. While those are counted by another rule
 * than the county's (it was changed, and no server has been started since), every viewing is judged anew instead.
 */
export async function figuresBySite(deps: CountyDeps, queries: Queries, sites: readonly string[] | null, period: Period): Promise<(site: string) => Figures> {
  if (!sameRule(await countingRule(queries), deps.config.rule)) {
    const all = sites ?? (await queries.selectFrom('sites').select('site').execute()).map(({ site }) => site);
    const partsOf = await gatherParts(queries, all, period);
    return (site) => countFigures(partsOf(site), deps.config.rule);
  }
  const { rows } = await sql<DailySums & { readonly site: string }>`
    select site, ${sql.raw(countColumns.map((column) => `sum(${column})::integer as ${column}`).join(', '))}
    from daily_figures where ${withinDays(period)} ${sites === null ? sql`` : sql`and site = any(${[...sites]}::text[])`}
    group by site`.execute(queries);
  const bySite = new Map(rows.map((row) => [row.site, figuresOf(row)]));
  return (site) => bySite.get(site) ?? figuresOf({});
}

/** Rows of `daily_figures` of a period; what has no day belongs only to all time. */
export function withinDays({ from, to }: Period) {
  if (from === null && to === null) return sql<boolean>`true`;
  return sql<boolean>`day > '-infinity'::date ${from === null ? sql`` : sql`and day >= ${from}::date`} ${to === null ? sql`` : sql`and day <= ${to}::date`}`;
}

/** Sums of the columns of daily figures; one that is missing is zero. */
export type DailySums = Readonly<Record<string, unknown>>;

export function figuresOf(sums: DailySums): Figures {
  const of = (column: string) => Number(sums[column] ?? 0);
  const tallies = (kind: 'group' | 'self', reasons: readonly InvalidReason[]) =>
    Object.fromEntries(reasons.map((reason) => [reason, of(columnOf(kind, reason))] as const).filter(([, count]) => count > 0));
  return {
    issuesDownloaded: of('downloads'),
    partyClasses: of('party_classes'),
    trainings: of('trainings'),
    lookups: { total: of('searches') + of('openings'), searches: of('searches'), opened: of('openings') },
    personTimes: { total: of('group_people') + of('self_people'), group: of('group_people'), self: of('self_people') },
    notCounted: { groupViewings: tallies('group', groupReasons), selfViewings: tallies('self', selfReasons) },
  };
}

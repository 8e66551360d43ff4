import type { Figures, Summary, SummaryQuery } from '../../contract/http.ts';
import type { CountyDeps } from '../deps.ts';
import { groupBy } from '../ingest/group-by.ts';
import { addFigures } from '../reports/figures.ts';
import { summarize } from '../reports/summary.ts';
import type { Overview, Trend, TrendQuery } from './schemas.ts';
import { lastDayOf, monthsUntil, yearBefore } from './year-before.ts';

const TREND_MONTHS = 12;

/**
 * The figures of a period with those of the same days a year earlier, together, by township and by site. Both are what
 * `GET /v1/reports/summary` answers for their days. `limit` is the one township that may be seen.
 * @throws CountyError as `summarize`
 */
export async function overview(deps: CountyDeps, query: SummaryQuery, limit: string | null): Promise<Overview> {
  const summary = await summarize(deps, query, limit);
  const { from, to } = query;
  // Without a beginning there is nothing of the same length before.
  const earlier = from === undefined ? null : { from: yearBefore(from), ...(to === undefined ? {} : { to: yearBefore(to) }) };
  const before = earlier === null || earlier.from < '0001-01-01' ? null : await summarize(deps, { ...query, ...earlier }, limit);
  const beforeOf = new Map(before?.sites.map(({ site, figures }) => [site, figures]));
  const sites = summary.sites.map((site) => ({ ...site, before: beforeOf.get(site.site) ?? null }));
  return {
    ...{ period: summary.period, periodBefore: before?.period ?? null },
    ...{ figures: summary.figures, before: before?.figures ?? null },
    ...{ townships: townshipsOf(sites), sites },
  };
}

type Both = Summary['sites'][number] & { readonly before: Figures | null };

function townshipsOf(sites: readonly Both[]): Overview['townships'] {
  return [...groupBy(sites, ({ township }) => township.id)].map(([id, own]) => {
    const [first] = own;
    const before = own.flatMap((site) => (site.before === null ? [] : [site.before]));
    return {
      ...{ id, name: first.township.name, sites: own.length },
      figures: addFigures(own.map(({ figures }) => figures)),
      before: before.length === 0 ? null : addFigures(before),
    };
  });
}

/** Twelve months, each beside the same one of the year before. @throws CountyError as `summarize` */
export async function trend(deps: CountyDeps, { to, ...where }: TrendQuery, limit: string | null): Promise<Trend> {
  const figuresOf = new Map<string, Trend['months'][number]['figures']>();
  for (const month of monthsUntil(to.slice(0, 7), 2 * TREND_MONTHS)) {
    figuresOf.set(month, totalsOf((await summarize(deps, { from: `${month}-01`, to: lastDayOf(month), ...where }, limit)).figures));
  }
  const months = [...figuresOf];
  return {
    months: months.slice(TREND_MONTHS).flatMap(([month, figures], at) => {
      const before = months[at]?.[1];
      return before === undefined ? [] : [{ month, figures, before }];
    }),
  };
}

function totalsOf({ issuesDownloaded, partyClasses, trainings, lookups, personTimes }: Figures): Trend['months'][number]['figures'] {
  return { issuesDownloaded, partyClasses, trainings, lookups: lookups.total, personTimes: personTimes.total };
}

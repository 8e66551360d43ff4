import type { Summary, SummaryQuery } from '../../contract/http.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { addFigures, countFigures } from './figures.ts';
import { gatherParts } from './figure-parts.ts';

/**
 * The five figures of the sites that are asked for, each site's own and all together. `township` limits what may be seen.
 * Throws CountyError `not-found` for a site or township that is not there to be seen, and `bad-request` for a period that
 * ends before it begins.
 */
export async function summarize(deps: CountyDeps, query: SummaryQuery, township: string | null): Promise<Summary> {
  const period = { from: query.from ?? null, to: query.to ?? null };
  if (period.from !== null && period.to !== null && period.from > period.to) throw new CountyError('bad-request', 400, 'The period ends before it begins.');
  return deps.database.transaction(async (queries) => {
    const wanted = await findSites(queries, query, township);
    const asked = query.site ?? query.township;
    if (asked !== undefined && wanted.length === 0) throw new CountyError('not-found', 404, `There is no site to report on for ${asked}.`);
    const partsOf = await gatherParts(queries, wanted.map(({ site }) => site), period);
    const sites = wanted.map(({ site, name, townshipId, townshipName, lastContactAt }) => ({
      site,
      name,
      township: { id: townshipId, name: townshipName },
      lastContactAt: lastContactAt?.toISOString() ?? null,
      figures: countFigures(partsOf(site), deps.config.rule),
    }));
    return { period, figures: addFigures(sites.map(({ figures }) => figures)), sites };
  });
}

/** The sites, also those that nothing has come from, by township and name. */
async function findSites(queries: Queries, query: SummaryQuery, township: string | null) {
  let sites = queries
    .selectFrom('sites')
    .innerJoin('townships', 'townships.id', 'sites.township')
    .leftJoin('terminals', 'terminals.site', 'sites.site')
    .leftJoin('journals', 'journals.journal', 'terminals.journal')
    .select(['sites.site', 'sites.name', 'townships.id as townshipId', 'townships.name as townshipName'])
    .select(({ fn }) => [fn.max('terminals.last_contact_at').as('heartbeat'), fn.max('journals.last_contact_at').as('upload')])
    .groupBy(['sites.site', 'sites.name', 'townships.id', 'townships.name'])
    .orderBy('townships.id')
    .orderBy('sites.site');
  if (query.site !== undefined) sites = sites.where('sites.site', '=', query.site);
  if (query.township !== undefined) sites = sites.where('sites.township', '=', query.township);
  if (township !== null) sites = sites.where('sites.township', '=', township);
  return (await sites.execute()).map(({ heartbeat, upload, ...site }) => ({ ...site, lastContactAt: later(heartbeat, upload) }));
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

import { sql } from 'kysely';
import type { Summary, SummaryQuery } from '../../contract/http.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { figuresBySite } from './daily-figures.ts';
import { addFigures } from './figures.ts';

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
    const figuresOf = await figuresBySite(deps, queries, asked === undefined && township === null ? null : wanted.map(({ site }) => site), period);
    const sites = wanted.map(({ site, name, townshipId, townshipName, lastContactAt }) => ({
      site,
      name,
      township: { id: townshipId, name: townshipName },
      lastContactAt: lastContactAt?.toISOString() ?? null,
      figures: figuresOf(site),
    }));
    return { period, figures: addFigures(sites.map(({ figures }) => figures)), sites };
  });
}

/** The sites, also those that nothing has come from, by township and name. */
async function findSites(queries: Queries, query: SummaryQuery, township: string | null) {
  let sites = queries
    .selectFrom('sites')
    .innerJoin('townships', 'townships.id', 'sites.township')
    // Contacts are added up by site first: grouping by names is slow where there are thousands.
    .leftJoin(
      (contacts) =>
        contacts
          .selectFrom('terminals')
          .leftJoin('journals', 'journals.journal', 'terminals.journal')
          .select(['terminals.site', sql<Date | null>`greatest(max(terminals.last_contact_at), max(journals.last_contact_at))`.as('at')])
          .groupBy('terminals.site')
          .as('contacts'),
      (join) => join.onRef('contacts.site', '=', 'sites.site'),
    )
    .select(['sites.site', 'sites.name', 'townships.id as townshipId', 'townships.name as townshipName', 'contacts.at as lastContactAt'])
    .orderBy('townships.id')
    .orderBy('sites.site');
  if (query.site !== undefined) sites = sites.where('sites.site', '=', query.site);
  if (query.township !== undefined) sites = sites.where('sites.township', '=', query.township);
  if (township !== null) sites = sites.where('sites.township', '=', township);
  return sites.execute();
}

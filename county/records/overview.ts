import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { groupBy } from '../ingest/group-by.ts';
import { loadStretchesOf } from '../ingest/journal-store.ts';
import { forks, gapsBehind } from '../ingest/stretches.ts';
import { impossibleEvents } from './impossible.ts';
import type { RecordsAnswer, RecordsQuery } from './schemas.ts';
import { findStandings } from './standings.ts';

/** How the records of each site stand. `township` limits what may be seen. Throws CountyError `not-found`. */
export async function recordsOverview(deps: CountyDeps, query: RecordsQuery, township: string | null): Promise<RecordsAnswer> {
  return deps.database.transaction(async (queries) => {
    const standings = await findStandings(queries, query, township);
    const without = await sitesWithout(queries, query, township);
    const asked = query.site ?? query.township;
    if (asked !== undefined && standings.length + without.length === 0) throw new CountyError('not-found', 404, `There is no site to report on for ${asked}.`);
    const journals = standings.map(({ journal }) => journal);
    const stretchesOf = await loadStretchesOf(queries, journals);
    const impossible = groupBy(await impossibleEvents(queries, journals, deps.now()), ({ journal }) => journal);
    return {
      journals: standings.map(({ site, name, township: inTownship, journal, head, highest, told, lastContactAt, clock, faults }) => {
        const stretches = stretchesOf.get(journal) ?? [];
        return {
          ...{ site, name, township: inTownship, journal, head, highest, told, lastContactAt, clock, faults },
          lacking: gapsBehind(stretches, head).reduce((sum, { first, last }) => sum + last - first + 1, 0),
          forks: forks(stretches).length,
          broken: stretches.filter(({ broken }) => broken).length,
          impossible: impossible.get(journal)?.length ?? 0,
        };
      }),
      without,
    };
  });
}

async function sitesWithout(queries: Queries, query: RecordsQuery, township: string | null) {
  let rows = queries
    .selectFrom('sites')
    .innerJoin('townships', 'townships.id', 'sites.township')
    .leftJoin('terminals', 'terminals.site', 'sites.site')
    .select(['sites.site', 'sites.name', 'townships.id as townshipId', 'townships.name as townshipName'])
    .where('terminals.site', 'is', null)
    .orderBy('townships.id')
    .orderBy('sites.site');
  if (query.site !== undefined) rows = rows.where('sites.site', '=', query.site);
  if (query.township !== undefined) rows = rows.where('sites.township', '=', query.township);
  if (township !== null) rows = rows.where('sites.township', '=', township);
  return (await rows.execute()).map(({ townshipId, townshipName, ...site }) => ({ ...site, township: { id: townshipId, name: townshipName } }));
}

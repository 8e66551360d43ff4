import type { Queries } from '../database/database.ts';
import type { SitesAnswer } from './schemas.ts';
import { terminalsOf } from './terminal-list.ts';

/** The sites of one township, or of all, with how their terminals are. */
export async function listSites(queries: Queries, township: string | null, now: Date): Promise<SitesAnswer> {
  let rows = queries
    .selectFrom('sites')
    .innerJoin('townships', 'townships.id', 'sites.township')
    .select(['sites.site', 'sites.name', 'townships.id as townshipId', 'townships.name as townshipName'])
    .orderBy('townships.id')
    .orderBy('sites.site');
  let townships = queries.selectFrom('townships').select(['id', 'name']).orderBy('id');
  let codes = queries
    .selectFrom('enrolment_codes')
    .innerJoin('sites', 'sites.site', 'enrolment_codes.site')
    .select(({ fn }) => ['sites.site', fn.countAll<number>().as('count')])
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .groupBy('sites.site');
  if (township !== null) {
    rows = rows.where('sites.township', '=', township);
    townships = townships.where('id', '=', township);
    codes = codes.where('sites.township', '=', township);
  }
  const found = await rows.execute();
  const codesOf = new Map((await codes.execute()).map(({ site, count }) => [site, count]));
  const terminals = await terminalsOf(queries, found.map(({ site }) => site));
  return {
    townships: await townships.execute(),
    sites: found.map(({ site, name, townshipId, townshipName }) => ({
      ...{ site, name, township: { id: townshipId, name: townshipName } },
      terminals: (terminals.get(site) ?? []).map(({ health }) => health),
      openCodes: codesOf.get(site) ?? 0,
    })),
  };
}

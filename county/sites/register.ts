import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { siteSchema } from '../../contract/site/site.ts';
import type { Site } from '../../contract/site/site.ts';
import { commandLine, recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { publishRoster } from '../people/roster.ts';

/** What a file of sites holds: one site or a list of them. */
export const sitesFileSchema = z.union([siteSchema.transform((site) => [site]), z.array(siteSchema).min(1)]);

/** Enters a site and its township, or takes up their new names. A new site gets an empty roster, so that there is one to ask for. */
export async function registerSite(deps: CountyDeps, site: Site, by: Actor = commandLine): Promise<void> {
  await deps.database.transaction(async (queries) => {
    const { township } = site;
    const before = await siteRows(queries, site.id).executeTakeFirst();
    await queries
      .insertInto('townships')
      .values({ id: township.id, name: JSON.stringify(township.name) })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: JSON.stringify(township.name) }))
      .execute();
    const row = { township: township.id, name: JSON.stringify(site.name) };
    await queries
      .insertInto('sites')
      .values({ site: site.id, ...row })
      .onConflict((conflict) => conflict.column('site').doUpdateSet(row))
      .execute();
    const known = before === undefined ? undefined : toSite(before);
    if (!isDeepStrictEqual(known, site)) {
      await recordChange(queries, by, deps.now(), { action: known === undefined ? 'site.registered' : 'site.changed', site: site.id, before: known, after: site });
    }
    const roster = await queries.selectFrom('rosters').select('site').where('site', '=', site.id).executeTakeFirst();
    if (roster === undefined) await publishRoster(deps, queries, site.id, []);
  });
}

/** @throws CountyError `not-found` */
export async function findSite(queries: Queries, site: string): Promise<Site> {
  const row = await siteRows(queries, site).executeTakeFirst();
  if (row === undefined) throw new CountyError('not-found', 404, `The county has no site called ${site}.`);
  return toSite(row);
}

/** As `findSite`; a site of another township than `limit` is not there to be seen. */
export async function findOwnSite(queries: Queries, site: string, limit: string | null): Promise<Site> {
  const found = await findSite(queries, site);
  if (limit !== null && found.township.id !== limit) throw new CountyError('not-found', 404, `The county has no site called ${site}.`);
  return found;
}

function siteRows(queries: Queries, site: string) {
  return queries
    .selectFrom('sites')
    .innerJoin('townships', 'townships.id', 'sites.township')
    .select(['sites.site', 'sites.name', 'townships.id as townshipId', 'townships.name as townshipName'])
    .where('sites.site', '=', site);
}

function toSite(row: Awaited<ReturnType<ReturnType<typeof siteRows>['executeTakeFirstOrThrow']>>): Site {
  return siteSchema.parse({ id: row.site, name: row.name, township: { id: row.townshipId, name: row.townshipName } });
}

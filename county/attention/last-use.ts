import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';

/** The last day on which anybody watched or looked something up at each of these sites; a site that is not there has none. */
export async function findLastUse(queries: Queries, sites: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ site: string; day: string }>`
    select site, max(day) as day from (
      select site, max(day) as day from group_viewings where site = any(${[...sites]}::text[]) group by site
      union all select site, max(day) from self_viewings where site = any(${[...sites]}::text[]) group by site
      union all select site, max(day) from searches where site = any(${[...sites]}::text[]) group by site
      union all select site, max(day) from openings where site = any(${[...sites]}::text[]) group by site
    ) as uses
    where day is not null
    group by site`.execute(queries);
  return new Map(rows.map(({ site, day }) => [site, day]));
}

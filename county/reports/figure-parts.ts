import { sql } from 'kysely';
import { groupViewingKindSchema } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import type { FigureParts } from './figures.ts';
import type { Period } from './period.ts';

/** Reads what the figures of these sites are made of, with one query for each kind of thing. */
export async function gatherParts(queries: Queries, sites: readonly string[], period: Period): Promise<(site: string) => FigureParts> {
  const within = (table: 'issue_downloads' | 'searches' | 'openings' | 'group_viewings' | 'self_viewings') => {
    const day = sql.ref(`${table}.day`);
    return sql<boolean>`${sql.ref(`${table}.site`)} = any(${[...sites]}::text[])
      and (${period.from}::date is null or ${day} >= ${period.from}::date) and (${period.to}::date is null or ${day} <= ${period.to}::date)`;
  };
  const downloads = await queries
    .selectFrom('issue_downloads')
    .select(({ fn }) => ['site', fn.countAll<number>().as('count')])
    .where(within('issue_downloads'))
    .groupBy('site')
    .execute();
  const searches = await queries
    .selectFrom('searches')
    .select(({ fn }) => ['site', fn.countAll<number>().as('count')])
    .where(within('searches'))
    .groupBy('site')
    .execute();
  // An opened item whose search is counted, on whatever day, is part of that lookup.
  const openings = await queries
    .selectFrom('openings')
    .leftJoin('searches', (join) => join.onRef('searches.journal', '=', 'openings.journal').onRef('searches.search', '=', 'openings.search'))
    .select(({ fn }) => ['openings.site', fn.countAll<number>().as('count')])
    .where(within('openings'))
    .where('searches.search', 'is', null)
    .groupBy('openings.site')
    .execute();
  const groupViewings = await queries
    .selectFrom('group_viewings')
    .select(['site', 'kind', 'started_at', 'ended_at', 'abandoned_at', 'played_seconds', 'length_seconds', 'members', 'guests'])
    .where(within('group_viewings'))
    .execute();
  const selfViewings = await queries
    .selectFrom('self_viewings')
    .select(['site', 'started_at', 'played_seconds', 'length_seconds'])
    .where(within('self_viewings'))
    .execute();

  const [downloadsOf, searchesOf, openingsOf] = [countsBySite(downloads), countsBySite(searches), countsBySite(openings)];
  const groupOf = rowsBySite(groupViewings, (row) => ({
    kind: groupViewingKindSchema.nullable().parse(row.kind),
    facts: {
      ...{ opened: row.kind !== null, started: row.started_at !== null, ended: row.ended_at !== null, abandoned: row.abandoned_at !== null },
      ...{ playedSeconds: row.played_seconds, lengthSeconds: row.length_seconds, attendance: row.members + row.guests },
    },
  }));
  const selfOf = rowsBySite(selfViewings, (row) => ({ started: row.started_at !== null, playedSeconds: row.played_seconds, lengthSeconds: row.length_seconds }));
  return (site) => ({
    ...{ downloads: downloadsOf(site), searches: searchesOf(site), openings: openingsOf(site) },
    ...{ groupViewings: groupOf(site), selfViewings: selfOf(site) },
  });
}

function countsBySite(rows: readonly { readonly site: string; readonly count: number }[]): (site: string) => number {
  const counts = new Map(rows.map(({ site, count }) => [site, count]));
  return (site) => counts.get(site) ?? 0;
}

function rowsBySite<R extends { readonly site: string }, T>(rows: readonly R[], convert: (row: R) => T): (site: string) => readonly T[] {
  const bySite = new Map<string, T[]>();
  for (const row of rows) {
    const known = bySite.get(row.site);
    if (known === undefined) bySite.set(row.site, [convert(row)]);
    else known.push(convert(row));
  }
  return (site) => bySite.get(site) ?? [];
}

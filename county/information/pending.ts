import type { Transaction } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { draftMark } from './publish.ts';
import type { PendingAnswer, VersionsAnswer } from './schemas.ts';

const MOST_LISTED = 200;

/** What publishing would change. */
export async function pendingChanges(queries: Transaction<Tables>): Promise<PendingAnswer> {
  const base = await queries.selectFrom('information_bases').select(['version', 'items', 'synonyms', 'published_at']).orderBy('version', 'desc').limit(1).executeTakeFirstOrThrow();
  const { synonyms } = await queries.selectFrom('information_drafts').select('synonyms').executeTakeFirstOrThrow();
  const tallies = await queries
    .selectFrom('information_items')
    .select(['pending', ({ fn }) => fn.countAll<number>().as('items')])
    .where('pending', 'is not', null)
    .groupBy('pending')
    .execute();
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { pending, items } of tallies) if (pending !== null) counts[pending] = items;
  const rows = await queries
    .selectFrom('information_items')
    .select(['item', 'kind', 'title', 'pending', 'changed_at', 'changed_by'])
    .where('pending', 'is not', null)
    .orderBy('changed_at', 'desc')
    .orderBy('item')
    .limit(MOST_LISTED)
    .execute();
  return {
    mark: await draftMark(queries),
    ...{ version: base.version, publishedAt: base.published_at.toISOString(), items: base.items, counts },
    list: rows.flatMap(({ item, kind, title, pending, changed_at, changed_by }) =>
      pending === null ? [] : [{ id: item, kind, title, pending, changedAt: changed_at.toISOString(), changedBy: changed_by }],
    ),
    synonymsChanged: JSON.stringify(base.synonyms) !== JSON.stringify(synonyms),
  };
}

/** The versions that are remembered, newest first. */
export async function listVersions(queries: Transaction<Tables>): Promise<VersionsAnswer> {
  const rows = await queries.selectFrom('information_versions').selectAll().orderBy('version', 'desc').execute();
  return { versions: rows.map(({ published_at, published_by, ...counts }) => ({ ...counts, publishedAt: published_at.toISOString(), by: published_by })) };
}

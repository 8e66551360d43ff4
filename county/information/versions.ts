import { createHash } from 'node:crypto';
import { informationDeltaSchema } from '../../contract/information/delta.ts';
import type { InformationDelta } from '../../contract/information/delta.ts';
import { informationDigest } from '../../contract/information/digest.ts';
import type { InformationBase, InformationItem } from '../../contract/information/item.ts';
import type { Queries } from '../database/database.ts';

/** A terminal that missed more versions takes the whole base. */
const KEPT_VERSIONS = 30;
/** Enough to tell that an item has changed; the delta's digest is of whole hashes. */
const HASH_CHARACTERS = 16;

/** Remembers what this version holds, and forgets old ones. Runs within the transaction that publishes it. */
export async function keepVersion(queries: Queries, { version, publishedAt, items }: InformationBase): Promise<void> {
  const hashes = Object.fromEntries(items.map((item) => [item.id, itemHash(item).slice(0, HASH_CHARACTERS)]));
  await queries.insertInto('information_versions').values({ version, items: JSON.stringify(hashes), published_at: new Date(publishedAt) }).execute();
  const kept = await queries.selectFrom('information_versions').select('version').orderBy('version', 'desc').limit(KEPT_VERSIONS).execute();
  await queries.deleteFrom('information_versions').where('version', '<', kept.at(-1)?.version ?? 0).execute();
}

/** What leads from version `since` to this base; null when nobody remembers that version. */
export async function deltaFrom(queries: Queries, since: number, base: InformationBase): Promise<InformationDelta | null> {
  const known = await queries.selectFrom('information_versions').select('items').where('version', '=', since).executeTakeFirst();
  if (known === undefined || since >= base.version) return null;
  const gone = new Map(Object.entries(known.items));
  const digest = informationDigest();
  const put: InformationItem[] = [];
  for (const item of base.items) {
    const hash = itemHash(item);
    digest.add(hash);
    if (gone.get(item.id) !== hash.slice(0, HASH_CHARACTERS)) put.push(item);
    gone.delete(item.id);
  }
  const { version, publishedAt, synonyms = [] } = base;
  return informationDeltaSchema.parse({ kind: 'information-delta/1', from: since, version, publishedAt, put, removed: [...gone.keys()], synonyms, digest: digest.text() });
}

function itemHash(item: InformationItem): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('hex');
}

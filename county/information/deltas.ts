import { sql } from 'kysely';
import type { CountyDeps } from '../deps.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';
import type { NewestInformation } from './base.ts';

/** Deltas that are kept signed: many terminals come from the same few versions. */
const MOST_KEPT = 32;

/** What a delta says besides its items: from and to which version, and the digest. */
const HEAD_BYTES = 100;

/** Signs what leads from a terminal's version to the newest; null where the whole base is the shorter way, or the only one. */
export function createDeltas(deps: CountyDeps): (since: number, base: NewestInformation) => Promise<SignedDocument | null> {
  const made = new Map<string, Promise<SignedDocument | null>>();
  const make = async (since: number, base: NewestInformation): Promise<SignedDocument | null> => {
    const text = await deltaText(deps, since, base.version);
    if (text === null) return null;
    const jws = await deps.keys.signText(text);
    return { jws, jws_sha256: sha256Of(jws) };
  };
  return (since, base) => {
    const key = `${since} ${base.identity}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const making = make(since, base);
    made.set(key, making);
    making.catch(() => made.delete(key)); // Whoever asked hears of it; the next one tries again.
    for (const oldest of made.keys()) {
      if (made.size <= MOST_KEPT) break;
      made.delete(oldest);
    }
    return making;
  };
}

/** The delta's JSON, of the contract's shape; null when nobody remembers version `since`, or another base holds by now. */
async function deltaText(deps: CountyDeps, since: number, version: number): Promise<string | null> {
  return deps.database.transaction(async (queries) => {
    // Everything below is of one moment.
    await sql`set transaction isolation level repeatable read`.execute(queries);
    const base = await queries.selectFrom('information_bases').select(['version', 'items_digest', 'synonyms', 'published_at']).executeTakeFirst();
    const known = await queries.selectFrom('information_versions').select('version').where('version', '=', since).executeTakeFirst();
    if (known === undefined || base?.version !== version || since >= version) return null;
    // What an item was at `since` is what it was before its first change after that.
    const changed = sql`
      with changed as (
        select distinct on (c.item) c.item, c.before from information_changes c where c.version > ${since}::integer order by c.item, c.version
      )
      select c.item, c.before, i.published, i.published_hash from changed c left join information_items i on i.item = c.item
      where c.before is distinct from i.published_hash`;
    const { rows: sizes } = await sql<{ delta: number; whole: number }>`
      select (select coalesce(sum(coalesce(octet_length(published), octet_length(item)) + 2), 0) from (${changed}) d)::bigint as delta,
        (select coalesce(sum(octet_length(published) + 1), 0) from information_items)::bigint as whole`.execute(queries);
    const [size] = sizes;
    if (size === undefined || size.delta + HEAD_BYTES > size.whole) return null;
    const { rows } = await sql<{ item: string; before: string | null; published: string | null }>`${changed}`.execute(queries);
    const put = rows.flatMap(({ published }) => published ?? []);
    const removed = rows.filter(({ published }) => published === null).map(({ item }) => item);
    const head = `{"kind":"information-delta/1","from":${since},"version":${version},"publishedAt":${JSON.stringify(base.published_at.toISOString())}`;
    return `${head},"put":[${put.join(',')}],"removed":${JSON.stringify(removed)},"synonyms":${JSON.stringify(base.synonyms)},"digest":"${base.items_digest}"}`;
  });
}

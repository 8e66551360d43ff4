import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { informationDigest } from '../../contract/information/digest.ts';
import { recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import type { Tables } from '../database/schema.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import type { PendingKind } from './tables.ts';

/** Most items that terminals take. */
const MAX_ITEMS = 100_000;
/** A terminal that missed more versions takes the whole base. */
const KEPT_VERSIONS = 30;

export interface InformationPublication {
  readonly version: number;
  readonly items: number;
  /** False when there was nothing to publish. */
  readonly changed: boolean;
}

interface Pending {
  readonly item: string;
  readonly pending: PendingKind;
  readonly hash: string;
  readonly published_hash: string | null;
}

/**
 * Makes the drafts the wealth information that terminals get: the next version, or the one that holds when the drafts say
 * nothing else. `by`: null for the empty first one, which nobody published. `expected`: only if the drafts are still those that
 * were looked at (`draftMark`); else CountyError `changed-meanwhile`. CountyError `too-large` beyond what terminals take.
 */
export async function publishDrafts(deps: CountyDeps, queries: Transaction<Tables>, by: Actor | null, expected: string | null = null): Promise<InformationPublication> {
  await sql`lock table information_bases in share row exclusive mode`.execute(queries);
  // Drafts wait too, so that what is counted, published and signed is one state of them.
  await sql`lock table information_items, information_drafts in share row exclusive mode`.execute(queries);
  if (expected !== null && expected !== (await draftMark(queries))) throw new CountyError('changed-meanwhile', 409, 'The drafts have changed since they were shown.');
  const known = await queries.selectFrom('information_bases').select(['version', 'items', 'items_digest', 'synonyms']).orderBy('version', 'desc').limit(1).executeTakeFirst();
  const { synonyms } = await queries.selectFrom('information_drafts').select('synonyms').executeTakeFirstOrThrow();
  const { rows: pending } = await sql<Pending>`select item, pending, hash, published_hash from information_items where pending is not null`.execute(queries);
  if (known !== undefined && pending.length === 0 && JSON.stringify(known.synonyms) === JSON.stringify(synonyms)) {
    return { version: known.version, items: known.items, changed: false };
  }

  const version = (known?.version ?? 0) + 1;
  const now = deps.now();
  const counts = { added: 0, changed: 0, removed: 0 };
  const digest = informationDigest(known?.items_digest);
  for (const row of pending) {
    counts[row.pending] += 1;
    if (row.published_hash !== null) digest.remove(row.published_hash);
    if (row.pending !== 'removed') digest.add(row.hash);
  }
  const items = (known?.items ?? 0) + counts.added - counts.removed;
  if (items > MAX_ITEMS) throw new CountyError('too-large', 413, `The wealth information would have ${items} items; terminals take ${MAX_ITEMS}.`);

  await sql`insert into information_changes (version, item, before) select ${version}::integer, item, published_hash from information_items where pending is not null`.execute(queries);
  await sql`
    update information_items set
      published = case when removed_at is null then content end,
      published_hash = case when removed_at is null then hash end
    where pending is not null`.execute(queries);
  await queries.deleteFrom('information_bases').execute();
  await queries
    .insertInto('information_bases')
    .values({ version, items, items_digest: digest.text(), synonyms: JSON.stringify(synonyms), published_at: now })
    .execute();
  await queries.insertInto('information_versions').values({ version, published_at: now, published_by: by?.kind === 'person' ? by.name : '', items, ...counts }).execute();
  if (by !== null) await recordChange(queries, by, now, { action: 'information.published', after: { version, items, ...counts } });
  await forgetOld(queries);
  return { version, items, changed: true };
}

/** Changes whenever a draft does. */
export async function draftMark(queries: Queries): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select coalesce((select max(entry) from information_history), 0) || '-' || (select revision from information_drafts) || '-' ||
      coalesce((select max(version) from information_versions), 0) as mark`.execute(queries);
  return rows[0]?.mark ?? '';
}

async function forgetOld(queries: Transaction<Tables>): Promise<void> {
  const kept = await queries.selectFrom('information_versions').select('version').orderBy('version', 'desc').limit(KEPT_VERSIONS).execute();
  const oldest = kept.at(-1)?.version ?? 0;
  await queries.deleteFrom('information_versions').where('version', '<', oldest).execute();
  await queries.deleteFrom('information_changes').where('version', '<=', oldest).execute();
}

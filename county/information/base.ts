import { sql } from 'kysely';
import type { InformationItem } from '../../contract/information/item.ts';
import { informationItemSchema } from '../../contract/information/item.ts';
import { commandLine } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';
import type { Synonyms } from './information-file.ts';
import { publishDrafts } from './publish.ts';
import type { InformationPublication } from './publish.ts';
import { setSynonyms } from './synonyms.ts';
import { replaceAll } from './whole.ts';

/**
 * Publishes these items as the whole of the wealth information, with these synonyms or, where none are given, those there
 * are. Drafts that were waiting are replaced too. The version rises only when something changes.
 */
export async function publishInformation(deps: CountyDeps, items: readonly InformationItem[], given?: Synonyms): Promise<InformationPublication> {
  const checked = items.map((item) => informationItemSchema.parse(item));
  return deps.database.transaction(async (queries) => {
    const editor = { at: deps.now(), by: '' };
    await replaceAll(queries, checked, editor);
    if (given !== undefined) await setSynonyms(queries, given, editor);
    return publishDrafts(deps, queries, commandLine);
  });
}

/** Publishes an empty base when there is none, so that there is one to ask for from the first day. */
export async function beginInformation(deps: CountyDeps): Promise<void> {
  await deps.database.transaction(async (queries) => {
    if ((await newestInformation(queries)) === undefined) await publishDrafts(deps, queries, null);
  });
}

/** Which base holds. */
export interface NewestInformation {
  readonly version: number;
  /** Stands for its text: another one for every other text. */
  readonly identity: string;
}

export async function newestInformation(queries: Queries): Promise<NewestInformation | undefined> {
  const row = await queries.selectFrom('information_bases').select(['version', 'items_digest', 'synonyms', 'published_at']).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : { version: row.version, identity: identityOf(row) };
}

/** The whole base that holds, put together from the published items and signed; the same one gives the same text each time. */
export async function signInformation(deps: CountyDeps): Promise<SignedDocument & { readonly version: number }> {
  const { payload, version, identity } = await deps.database.transaction(async (queries) => {
    // Everything here is of one moment.
    await sql`set transaction isolation level repeatable read`.execute(queries);
    const base = await queries.selectFrom('information_bases').select(['version', 'items_digest', 'synonyms', 'published_at']).orderBy('version', 'desc').limit(1).executeTakeFirstOrThrow();
    // As one text: so many rows take many times longer.
    const { rows } = await sql<{ text: string | null }>`select string_agg(published, ',' order by item) as text from information_items where published is not null`.execute(queries);
    const { version: number, synonyms, published_at } = base;
    const head = `{"kind":"information/1","version":${number},"publishedAt":${JSON.stringify(published_at.toISOString())}`;
    const tail = synonyms.length === 0 ? '' : `,"synonyms":${JSON.stringify(synonyms)}`;
    return { payload: `${head},"items":[${rows[0]?.text ?? ''}]${tail}}`, version: number, identity: identityOf(base) };
  });
  return { version, jws: await deps.keys.signText(payload), jws_sha256: identity };
}

function identityOf(base: { readonly version: number; readonly items_digest: string; readonly synonyms: readonly (readonly string[])[]; readonly published_at: Date }): string {
  return sha256Of(`${base.version} ${base.published_at.toISOString()} ${base.items_digest} ${JSON.stringify(base.synonyms)}`);
}

import { sql } from 'kysely';
import { z } from 'zod';
import { informationBaseSchema, informationItemSchema, synonymsSchema } from '../../contract/information/item.ts';
import type { InformationBase, InformationItem } from '../../contract/information/item.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { InputError, parseJsonInput, readInput } from '../input.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';
import { keepVersion } from './versions.ts';

const MAX_FILE_BYTES = 256 * 1024 * 1024;

const informationFileSchema = z.strictObject({ items: z.array(informationItemSchema).max(100_000), synonyms: synonymsSchema.optional() });

/** Groups of words for the same thing, besides those that ship with the terminal. */
export type Synonyms = z.infer<typeof synonymsSchema>;

export interface InformationPublication {
  readonly version: number;
  readonly items: number;
  /** False when these were exactly the items already. */
  readonly changed: boolean;
}

/** The items of a file. Throws as `readInformation`. */
export async function readInformationFile(path: string): Promise<readonly InformationItem[]> {
  return (await readInformation(path)).items;
}

/** What a file `{"items": […], "synonyms": [["…", "…"]]}` holds. Throws InputError that names every item that is wrong, and every doubled id. */
export async function readInformation(path: string): Promise<{ readonly items: readonly InformationItem[]; readonly synonyms?: Synonyms | undefined }> {
  const { items, synonyms } = parseJsonInput(path, await readInput(path, { maxBytes: MAX_FILE_BYTES }), informationFileSchema);
  const seen = new Set<string>();
  const doubled = items.filter(({ id }) => seen.size === seen.add(id).size);
  if (doubled.length > 0) throw new InputError(doubled.map(({ id }) => `${path}: two items are called ${id}`));
  return { items, synonyms };
}

/**
 * Publishes these items as the whole of the wealth information, with these synonyms or, where none are given, those there
 * are. The version rises only when something changes.
 */
export async function publishInformation(deps: CountyDeps, items: readonly InformationItem[], given?: Synonyms): Promise<InformationPublication> {
  return deps.database.transaction(async (queries) => {
    await sql`lock table information_bases in share row exclusive mode`.execute(queries);
    const known = await queries.selectFrom('information_bases').select(['version', 'digest', 'jws']).orderBy('version', 'desc').limit(1).executeTakeFirst();
    const synonyms = given ?? (known === undefined ? [] : (baseOf(known.jws).synonyms ?? []));
    const digest = sha256Of(JSON.stringify(synonyms.length === 0 ? items : { items, synonyms }));
    if (known?.digest === digest) return { version: known.version, items: items.length, changed: false };
    const now = deps.now();
    const version = (known?.version ?? 0) + 1;
    const base = informationBaseSchema.parse({ kind: 'information/1', version, publishedAt: now.toISOString(), items, ...(synonyms.length === 0 ? {} : { synonyms }) });
    const jws = await deps.keys.sign(base);
    await queries
      .insertInto('information_bases')
      .values({ version, digest, items: items.length, jws, jws_sha256: sha256Of(jws), published_at: now })
      .execute();
    await queries.deleteFrom('information_bases').where('version', '<', version).execute();
    await keepVersion(queries, base);
    return { version, items: items.length, changed: true };
  });
}

/** Publishes an empty base when there is none, so that there is one to ask for from the first day. */
export async function beginInformation(deps: CountyDeps): Promise<void> {
  if ((await findInformation(deps.database.tables)) === undefined) await publishInformation(deps, []);
}

export async function findInformation(queries: Queries): Promise<(SignedDocument & { readonly version: number }) | undefined> {
  return queries.selectFrom('information_bases').select(['version', 'jws', 'jws_sha256']).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

/** What a base of ours says; its signature is not checked again. */
export function baseOf(jws: string): InformationBase {
  return informationBaseSchema.parse(JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()));
}

import { sql } from 'kysely';
import { z } from 'zod';
import { informationBaseSchema, informationItemSchema } from '../../contract/information/item.ts';
import type { InformationItem } from '../../contract/information/item.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { InputError, parseJsonInput, readInput } from '../input.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';

const MAX_FILE_BYTES = 256 * 1024 * 1024;

const informationFileSchema = z.strictObject({ items: z.array(informationItemSchema).max(100_000) });

export interface InformationPublication {
  readonly version: number;
  readonly items: number;
  /** False when these were exactly the items already. */
  readonly changed: boolean;
}

/** The items of a file `{"items": […]}`. Throws InputError that names every item that is wrong, and every doubled id. */
export async function readInformationFile(path: string): Promise<readonly InformationItem[]> {
  const { items } = parseJsonInput(path, await readInput(path, { maxBytes: MAX_FILE_BYTES }), informationFileSchema);
  const seen = new Set<string>();
  const doubled = items.filter(({ id }) => seen.size === seen.add(id).size);
  if (doubled.length > 0) throw new InputError(doubled.map(({ id }) => `${path}: two items are called ${id}`));
  return items;
}

/** Publishes these items as the whole of the wealth information. The version rises only when they change. */
export async function publishInformation(deps: CountyDeps, items: readonly InformationItem[]): Promise<InformationPublication> {
  return deps.database.transaction(async (queries) => {
    await sql`lock table information_bases in share row exclusive mode`.execute(queries);
    const known = await queries.selectFrom('information_bases').select(['version', 'digest']).orderBy('version', 'desc').limit(1).executeTakeFirst();
    const digest = sha256Of(JSON.stringify(items));
    if (known?.digest === digest) return { version: known.version, items: items.length, changed: false };
    const now = deps.now();
    const version = (known?.version ?? 0) + 1;
    const jws = await deps.keys.sign(informationBaseSchema.parse({ kind: 'information/1', version, publishedAt: now.toISOString(), items }));
    await queries
      .insertInto('information_bases')
      .values({ version, digest, items: items.length, jws, jws_sha256: sha256Of(jws), published_at: now })
      .execute();
    await queries.deleteFrom('information_bases').where('version', '<', version).execute();
    return { version, items: items.length, changed: true };
  });
}

/** Publishes an empty base when there is none, so that there is one to ask for from the first day. */
export async function beginInformation(deps: CountyDeps): Promise<void> {
  if ((await findInformation(deps.database.tables)) === undefined) await publishInformation(deps, []);
}

export async function findInformation(queries: Queries): Promise<SignedDocument | undefined> {
  return queries.selectFrom('information_bases').select(['jws', 'jws_sha256']).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

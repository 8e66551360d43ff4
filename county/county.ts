import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { CountyConfig } from './config.ts';
import { openDatabase } from './database/database.ts';
import type { Database } from './database/database.ts';
import type { CountyDeps } from './deps.ts';
import { beginInformation } from './information/base.ts';
import { InputError } from './input.ts';
import { openKeys } from './keys.ts';
import type { CountyKeys } from './keys.ts';
import { beginCatalogue } from './publish/catalogue.ts';
import { clearAbandoned } from './publish/content-store.ts';

/** Where the embedded database lies in a data folder. */
export function databaseFolder(data: string): string {
  return join(data, 'database');
}

/**
 * Opens the county's data: its key, its database, and a first catalogue and information base to ask for. Whoever opens it
 * closes `database`.
 * @throws DatabaseInUseError when another process has the data folder
 * @throws InputError when the key is not the one that this database's county signs with
 */
export async function openCounty(config: CountyConfig, now: () => Date = () => new Date()): Promise<CountyDeps> {
  await mkdir(config.data, { recursive: true, mode: 0o700 });
  const database = await openDatabase(config.databaseUrl === null ? { folder: databaseFolder(config.data) } : { url: config.databaseUrl });
  try {
    const keys = await openKeys(config.keyFile);
    await holdToKey(database, keys, now(), config.keyFile);
    const deps = { database, keys, now, config };
    await clearAbandoned(config.data, now());
    await beginCatalogue(deps);
    await beginInformation(deps);
    return deps;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Terminals have pinned the key that enrolled them: a process with another key must not publish for the same county. */
async function holdToKey(database: Database, keys: CountyKeys, now: Date, keyFile: string): Promise<void> {
  await database.transaction(async (queries) => {
    await sql`lock table county_keys in share row exclusive mode`.execute(queries);
    const known = await queries.selectFrom('county_keys').select('fingerprint').execute();
    if (known.some(({ fingerprint }) => fingerprint === keys.fingerprint)) return;
    if (known.length === 0) {
      await queries
        .insertInto('county_keys')
        .values({ fingerprint: keys.fingerprint, public_key_x: keys.publicKey.x, first_used_at: now })
        .execute();
      return;
    }
    const names = known.map(({ fingerprint }) => fingerprint).join(', ');
    throw new InputError([
      `The key in ${keyFile} (${keys.fingerprint}) is not the key that this county’s terminals know (${names}). Give every process of the county the same key: --key-file or COUNTY_KEY_FILE.`,
    ]);
  });
}

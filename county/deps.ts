import type { CountyConfig } from './config.ts';
import type { Database } from './database/database.ts';
import type { CountyKeys } from './keys.ts';

/** What every feature of the county works with. Given, never imported, so that tests run the real features on their own data. */
export interface CountyDeps {
  readonly database: Database;
  readonly keys: CountyKeys;
  readonly now: () => Date;
  readonly config: CountyConfig;
}

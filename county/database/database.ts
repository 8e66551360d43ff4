import { Kysely } from 'kysely';
import type { Transaction } from 'kysely';
import { embeddedDialect } from './embedded.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { guardAgainstNesting } from './nesting.ts';
import type { Tables } from './schema.ts';
import { serverDialect } from './server.ts';

/** What queries are made with: the database, or a transaction of it. */
export type Queries = Kysely<Tables>;

/** The county's one database. */
export interface Database {
  /** Queries outside a transaction; each commits by itself. */
  readonly tables: Queries;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. `work` must use the queries it
   * is given; asking `tables` for something within it is an error, because an embedded database has one connection.
   */
  readonly transaction: <T>(work: (queries: Transaction<Tables>) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** A data folder for the embedded PGlite, or the address of a PostgreSQL server, 15 or newer. */
export type DatabaseLocation = { readonly folder: string } | { readonly url: string };

/**
 * Opens the database and brings its tables up to this program.
 * Throws `DatabaseInUseError` (another process has the folder) and `DatabaseNewerError` (a later program has written it).
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  const dialect = 'url' in location ? serverDialect(location.url) : await embeddedDialect(location.folder);
  const nesting = guardAgainstNesting();
  const tables = new Kysely<Tables>({ dialect: nesting.watch(dialect) });
  const close = () => tables.destroy();
  try {
    await migrate(tables, migrations);
  } catch (error) {
    await close();
    throw error;
  }
  return { tables, transaction: (work) => nesting.within(() => tables.transaction().execute(work)), close };
}

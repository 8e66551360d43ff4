import { PostgresDialect } from 'kysely';
import type { Dialect } from 'kysely';
import { Pool, types } from 'pg';
import { readers } from './values.ts';

/** Connections of one county process; several processes may share a server. */
const CONNECTIONS = 10;

/** The driver's own readers, for every type that `readers` does not name. */
const builtIn = types.getTypeParser as (type: number, format?: string) => (text: string) => unknown;

/** PostgreSQL 15 or newer at this address. */
export function serverDialect(url: string): Dialect {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    types: { getTypeParser: (type: number, format?: string) => readers[type] ?? builtIn(type, format) },
  });
  // A connection that breaks while it idles is replaced by the next query; without a listener it would end the process.
  pool.on('error', (error) => console.error(`A connection to the database was lost: ${error.message}`));
  return new PostgresDialect({ pool });
}

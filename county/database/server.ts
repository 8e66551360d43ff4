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
  // A connection that breaks is replaced by the next query. Without a listener it would end the process: the pool's is for those
  // that idle, the connection's own for those in use, between two queries of a transaction.
  const lost = (error: Error): void => console.error(`A connection to the database was lost: ${error.message}`);
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return new PostgresDialect({ pool });
}

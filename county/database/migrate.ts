import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** One step forward of the tables. There is no way back: a county returns to a backup instead. */
export interface Migration {
  /** From 1, without gaps. */
  readonly number: number;
  readonly name: string;
  /** Raw SQL that both PGlite and PostgreSQL 15 understand (the types are of today's tables), run in a transaction of its own. */
  readonly up: (queries: Kysely<Tables>) => Promise<void>;
}

/** The database was written by a later program than this one. */
export class DatabaseNewerError extends Error {
  readonly code = 'database-newer';

  constructor(database: number, program: number) {
    super(`The database is at step ${database} and this program knows steps up to ${program}: install the newer program, or restore a backup.`);
    this.name = 'DatabaseNewerError';
  }
}

/** Any number that nothing else in the database uses as an advisory lock. */
const MIGRATION_LOCK = 7_294_581;

/** Runs the steps that the database lacks. Several processes may call it at once: they take turns. */
export async function migrate(database: Kysely<Tables>, migrations: readonly Migration[]): Promise<void> {
  await database.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      await sql`create table if not exists migrations (number integer primary key, name text not null, ran_at timestamptz not null default now())`.execute(connection);
      const ran = await sql<{ last: number }>`select coalesce(max(number), 0) as last from migrations`.execute(connection);
      const last = ran.rows[0]?.last ?? 0;
      const newest = migrations.at(-1)?.number ?? 0;
      if (last > newest) throw new DatabaseNewerError(last, newest);
      for (const migration of migrations.filter(({ number }) => number > last)) {
        await connection.transaction().execute(async (transaction) => {
          await migration.up(transaction);
          await sql`insert into migrations (number, name) values (${migration.number}, ${migration.name})`.execute(transaction);
        });
      }
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
    }
  });
}

import { startPostgres } from './postgres.ts';

/** Vitest calls this before and after a project whose tests are to run on a PostgreSQL server instead of the embedded database. */
export default async function setUp(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  if (server === null) throw new Error('There is no PostgreSQL here. `npm test` leaves these tests out then, and says so.');
  process.env.TEST_DATABASE_URL = server.url;
  return server.stop;
}

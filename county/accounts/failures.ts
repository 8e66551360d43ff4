import { sql } from 'kysely';
import type { Database, Queries } from '../database/database.ts';
import { CountyError } from '../errors.ts';

const HOUR_MS = 3600 * 1000;

/** Failures are forgotten this long after the last one. */
const FORGET_AFTER_MS = 24 * HOUR_MS;
const LONGEST_WAIT_MS = HOUR_MS / 4;

/** Who may have tried too often: a name, and an address. Many people may share an address, so it has more tries. */
interface Subject {
  readonly key: string;
  readonly free: number;
}

function subjectsOf(nameKey: string, address: string): readonly Subject[] {
  // In one order, so that two attempts do not wait for each other's rows for ever.
  return [
    { key: `account:${nameKey}`, free: 5 },
    { key: `address:${address}`, free: 20 },
  ];
}

/** How long the next attempt has to wait after `failures` of them: 1 s, 2 s, 4 s … 15 min, after the free ones. */
export function waitAfter(failures: number, free: number): number {
  return failures <= free ? 0 : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(failures - free - 1, 30));
}

/**
 * Counts an attempt as failed before it is made, so that a thousand attempts at once are not a thousand free ones;
 * `forgiveAttempt` takes that back. Throws CountyError `rate-limited` while the name or the address has to wait.
 */
export async function countAttempt(database: Database, nameKey: string, address: string, now: Date): Promise<void> {
  await database.transaction(async (queries) => {
    for (const { key, free } of subjectsOf(nameKey, address)) {
      // The row is locked, and made if it is not there, in one statement: between two it could be forgotten.
      const known = await queries
        .insertInto('sign_in_failures')
        .values({ subject: key, failures: 0, last_at: now, blocked_until: now })
        .onConflict((conflict) => conflict.column('subject').doUpdateSet({ subject: key }))
        .returningAll()
        .executeTakeFirstOrThrow();
      const waitMs = known.blocked_until.getTime() - now.getTime();
      if (waitMs > 0) {
        const waitSeconds = Math.ceil(waitMs / 1000);
        throw new CountyError('rate-limited', 429, `Too many failures to sign in: wait ${waitSeconds} seconds.`, { waitSeconds });
      }
      const forgotten = now.getTime() - known.last_at.getTime() > FORGET_AFTER_MS;
      const failures = (forgotten ? 0 : known.failures) + 1;
      await queries
        .updateTable('sign_in_failures')
        .set({ failures, last_at: now, blocked_until: new Date(now.getTime() + waitAfter(failures, free)) })
        .where('subject', '=', key)
        .execute();
    }
  });
}

/** The attempt was right: the name starts anew. The address gets back this one attempt only, else an account of one's own would buy free tries at others. */
export async function forgiveAttempt(queries: Queries, nameKey: string, address: string, now: Date): Promise<void> {
  await liftBlock(queries, nameKey);
  await queries
    .updateTable('sign_in_failures')
    .set({ failures: sql`greatest(failures - 1, 0)`, blocked_until: now })
    .where('subject', '=', `address:${address}`)
    .execute();
  const old = sql<string>`(select subject from sign_in_failures where last_at < ${new Date(now.getTime() - FORGET_AFTER_MS)} for update skip locked)`;
  await queries.deleteFrom('sign_in_failures').where('subject', 'in', old).execute();
}

/** Lets this name try again at once. */
export async function liftBlock(queries: Queries, nameKey: string): Promise<void> {
  await queries.deleteFrom('sign_in_failures').where('subject', '=', `account:${nameKey}`).execute();
}

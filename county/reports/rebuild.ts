import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { noteFaults, toHex } from '../ingest/journal-store.ts';
import { readLine } from '../ingest/line-reader.ts';
import { project } from './project.ts';

const projections = ['group_viewings', 'self_viewings', 'searches', 'openings', 'issue_downloads', 'line_faults'] as const;

export interface Rebuilt {
  readonly journals: number;
  readonly lines: number;
}

/**
 * Makes everything that is derived from the lines anew, as this program reads them: after a release that knows more types
 * of events, or counts otherwise. Journal by journal, each in a transaction, so reports and uploads go on meanwhile.
 * `batchLines` are in memory at a time.
 */
export async function rebuildProjections({ database }: CountyDeps, batchLines = 2000): Promise<Rebuilt> {
  let [journals, lines] = [0, 0];
  const all = await database.tables.selectFrom('journals').select('journal').orderBy('journal').execute();
  for (const { journal } of all) {
    lines += await database.transaction((queries) => rebuildJournal(queries, journal, batchLines));
    journals += 1;
  }
  return { journals, lines };
}

async function rebuildJournal(queries: Queries, journal: string, batchLines: number): Promise<number> {
  const { site } = await queries.selectFrom('journals').select('site').where('journal', '=', journal).forUpdate().executeTakeFirstOrThrow();
  for (const table of projections) await queries.deleteFrom(table).where('journal', '=', journal).execute();
  let [count, faulty] = [0, 0];
  for await (const batch of batches(queries, journal, batchLines)) {
    const read = batch.map((row) => ({ seq: row.seq, hash: toHex(row.hash), received: row.received, ...readLine(row.line, row.seq) }));
    const faults = read.flatMap(({ fault, ...line }) => (fault === null ? [] : [{ ...line, fault }]));
    await noteFaults(queries, journal, faults);
    await project(queries, { journal, site }, read.map(({ event }) => event).filter((event): event is UsageEvent => event !== null));
    count += batch.length;
    faulty += faults.length;
  }
  await queries.updateTable('journals').set({ faults: faulty }).where('journal', '=', journal).execute();
  return count;
}

/** A journal's lines by number; those with the same number in the order in which they came, as when they came. */
async function* batches(queries: Queries, journal: string, batchLines: number) {
  let after = { seq: 0, received: 0, hash: new Uint8Array() as Uint8Array };
  for (;;) {
    const batch = await queries
      .selectFrom('journal_lines')
      .select(['seq', 'received', 'hash', 'line'])
      .where('journal', '=', journal)
      .where('seq', '>=', after.seq)
      .where(sql<boolean>`(seq, received, hash) > (${after.seq}::bigint, ${after.received}::integer, ${after.hash}::bytea)`)
      .orderBy('seq')
      .orderBy('received')
      .orderBy('hash')
      .limit(batchLines)
      .execute();
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last;
  }
}

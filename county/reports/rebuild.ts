import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { loadStretches, noteFaults, toHex } from '../ingest/journal-store.ts';
import { readLine } from '../ingest/line-reader.ts';
import { bootRuns } from '../ingest/times/boot-runs.ts';
import { loadClocks, saveRuns } from '../ingest/times/clock-store.ts';
import { settleBoots } from '../ingest/times/settle.ts';
import { countJournal, takeUpRule } from './daily.ts';
import { healTimes } from './heal-times.ts';
import { project } from './project.ts';
import { measureRuns } from './running-spans.ts';

/**
 * The way in which this program counts. Raise it with every release that counts otherwise or knows more types of events:
 * journals that were counted by another way are counted anew, when the server starts or when something comes from them.
 */
export const COUNTED_BY = 2;

const projections = ['group_viewings', 'self_viewings', 'searches', 'openings', 'lookup_readings', 'lookup_programs', 'questions', 'question_withdrawals', 'answer_openings', 'issue_downloads', 'offline_activities', 'evidence_pictures', 'viewing_ratings', 'course_plans', 'terminal_marks', 'running_spans', 'line_faults', 'boot_runs'] as const;

export interface Rebuilt {
  readonly journals: number;
  readonly lines: number;
}

interface RebuildOptions {
  /** Lines in memory at a time. */
  readonly batchLines?: number;
  /** Only journals that another way of counting has counted. */
  readonly onlyOutdated?: boolean;
}

/**
 * Makes everything that is derived from the lines anew, as this program reads them, and takes up the county's rule where it has changed. Journal by journal, each in a
 * transaction, so reports and uploads go on meanwhile, and what was done stays done when it is broken off.
 */
export async function rebuildProjections({ database, config }: CountyDeps, { batchLines, onlyOutdated = false }: RebuildOptions = {}): Promise<Rebuilt> {
  let [journals, lines] = [0, 0];
  await database.transaction((queries) => takeUpRule(queries, config.rule));
  const all = await database.tables
    .selectFrom('journals')
    .select('journal')
    .$if(onlyOutdated, (query) => query.where('counted_by', '<', COUNTED_BY))
    .orderBy('journal')
    .execute();
  for (const { journal } of all) {
    lines += await database.transaction((queries) => rebuildJournal(queries, journal, batchLines));
    journals += 1;
  }
  return { journals, lines };
}

/** Counts one journal anew, within the caller's transaction. Returns how many lines it has. */
export async function rebuildJournal(queries: Queries, journal: string, batchLines = 2000): Promise<number> {
  const { site } = await queries.selectFrom('journals').select('site').where('journal', '=', journal).forUpdate().executeTakeFirstOrThrow();
  for (const table of projections) await queries.deleteFrom(table).where('journal', '=', journal).execute();
  // Times are corrected when all lines are read: only then is known in which order boots came.
  const origin = { journal, site, clocksOf: () => Promise.resolve(new Map<string, never>()) };
  const boots = new Set<string>();
  let [count, faulty] = [0, 0];
  for await (const batch of batches(queries, journal, batchLines)) {
    const read = batch.map((row) => ({ ...row, receivedAtMs: row.received_at.getTime(), hash: toHex(row.hash), ...readLine(row.line, row.seq) }));
    const faults = read.flatMap(({ fault, ...line }) => (fault === null ? [] : [{ ...line, fault }]));
    await noteFaults(queries, journal, faults);
    const runs = bootRuns(read);
    if (runs.length > 0) await saveRuns(queries, journal, runs);
    for (const { boot } of runs) boots.add(boot);
    await project(queries, origin, read.map(({ event }) => event).filter((event): event is UsageEvent => event !== null));
    count += batch.length;
    faulty += faults.length;
  }
  await settleBoots(queries, journal, await loadStretches(queries, journal));
  await healTimes(queries, journal, boots, (wanted) => loadClocks(queries, journal, new Set(wanted)));
  await measureRuns(queries, journal, boots);
  await countJournal(queries, journal);
  await queries.updateTable('journals').set({ faults: faulty, counted_by: COUNTED_BY }).where('journal', '=', journal).execute();
  return count;
}

/** A journal's lines by number; those with the same number in the order in which they came, as when they came. */
async function* batches(queries: Queries, journal: string, batchLines: number) {
  let after = { seq: 0, received: 0, hash: new Uint8Array() as Uint8Array };
  for (;;) {
    const batch = await queries
      .selectFrom('journal_lines as l')
      .innerJoin('received_envelopes as e', (join) => join.onRef('e.journal', '=', 'l.journal').onRef('e.received', '=', 'l.received'))
      .select(['l.seq', 'l.received', 'l.hash', 'l.line', 'l.stretch', 'e.received_at'])
      .where('l.journal', '=', journal)
      .where('l.seq', '>=', after.seq)
      .where(sql<boolean>`(l.seq, l.received, l.hash) > (${after.seq}::bigint, ${after.received}::integer, ${after.hash}::bytea)`)
      .orderBy('l.seq')
      .orderBy('l.received')
      .orderBy('l.hash')
      .limit(batchLines)
      .execute();
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last;
  }
}

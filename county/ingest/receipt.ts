import type { Receipt } from '../../contract/usage/envelope.ts';
import { journalIdSchema } from '../../contract/usage/journal-line.ts';
import type { Queries } from '../database/database.ts';
import { loadStretches, toHex } from './journal-store.ts';
import type { JournalState } from './journal-store.ts';
import { branchHead, forks, gapsBehind } from './stretches.ts';
import type { Stretch } from './stretches.ts';

const MAX_GAPS = 1000;
const MAX_QUARANTINED = 100;

/**
 * The receipt for the branch that holds the stretch `at`, or for the branch that was extended last. `known` is false when
 * the line that was asked for is not stored.
 */
export async function receiptFor(queries: Queries, journal: string, state: JournalState, at: number | null, now: Date, known = true): Promise<Receipt> {
  return receiptOf(queries, journal, state, await loadStretches(queries, journal), at, now, known);
}

/** As `receiptFor`, by one who has all the journal's stretches. */
export async function receiptOf(
  queries: Queries,
  journal: string,
  state: JournalState,
  stretches: readonly Stretch[],
  at: number | null,
  now: Date,
  known = true,
): Promise<Receipt> {
  const head = branchHead(stretches, at);
  return {
    kind: 'receipt/1',
    journal: journalIdSchema.parse(journal),
    head: { seq: head.seq, hash: head.hash },
    known,
    receivedAt: now.toISOString(),
    gaps: gapsBehind(stretches, head.seq).slice(0, MAX_GAPS),
    quarantined: await quarantined(queries, journal, state, stretches),
  };
}

/** The newest lines that are stored but set apart: unreadable ones, and those with which a chain breaks or a branch begins. */
async function quarantined(queries: Queries, journal: string, state: JournalState, stretches: readonly Stretch[]): Promise<Receipt['quarantined']> {
  const faults = state.faults === 0 ? [] : await newestFaults(queries, journal);
  const breaks = stretches.filter((stretch) => stretch.broken).map((stretch) => ({ ...begin(stretch), reason: brokenReason(stretch.first) }));
  const branches = forks(stretches).map((stretch) => ({ ...begin(stretch), reason: `fork: there is another line ${stretch.first}` }));
  return [...faults, ...breaks, ...branches]
    .sort((a, b) => b.received - a.received || b.seq - a.seq)
    .slice(0, MAX_QUARANTINED)
    .map(({ seq, hash, reason }) => ({ seq, hash, reason }));
}

function begin(stretch: Stretch) {
  return { seq: stretch.first, hash: stretch.firstHash, received: stretch.extended };
}

function brokenReason(seq: number): string {
  return seq === 1 ? 'chain broken at line 1: it says that a line came before it' : `chain broken at line ${seq}: line ${seq - 1} is not the one that it was recorded after`;
}

async function newestFaults(queries: Queries, journal: string) {
  const rows = await queries
    .selectFrom('line_faults')
    .selectAll()
    .where('journal', '=', journal)
    .orderBy('received', 'desc')
    .orderBy('seq', 'desc')
    .limit(MAX_QUARANTINED)
    .execute();
  return rows.map((row) => ({ seq: row.seq, hash: toHex(row.hash), received: row.received, reason: `${row.code}: ${row.detail}` }));
}

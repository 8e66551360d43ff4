import { emptyHead } from '../../contract/usage/chain.ts';
import type { Head } from '../../contract/usage/chain.ts';
import type { CountyDeps } from '../deps.ts';
import { findJournal, linesAt } from './journal-store.ts';
import type { JournalState } from './journal-store.ts';
import { receiptFor } from './receipt.ts';

/** A journal that nothing has come from. */
const nothing: JournalState = { ...emptyHead, stretch: null, site: '', received: 0, maxSeq: 0, stretches: 0, faults: 0, countedBy: 0 };

/** JWS of the receipt for the branch that holds `line`, or, when no line is asked for, for the one that was extended last. */
export async function journalHead(deps: CountyDeps, journal: string, line: Head | null): Promise<string> {
  const receipt = await deps.database.transaction(async (queries) => {
    const state = (await findJournal(queries, journal)) ?? nothing;
    if (line === null) return receiptFor(queries, journal, state, null, deps.now());
    const stored = (await linesAt(queries, journal, [line.seq])).find(({ hash }) => hash === line.hash);
    return receiptFor(queries, journal, state, stored?.stretch ?? null, deps.now(), stored !== undefined);
  });
  return deps.keys.sign(receipt);
}

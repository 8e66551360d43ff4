import type { Head } from '../../contract/usage/chain.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import type { Journal } from './journal.ts';

/** The county as the uploader speaks with it. Receipts come verified; every method throws `ProblemError`. */
export interface UsageCollector {
  /** How far the county has this journal; with `line`, on the branch that holds that line, or `known: false`. */
  readonly journalHead: (line?: Head) => Promise<Receipt>;
  readonly send: (envelope: Uint8Array) => Promise<Receipt>;
}

/**
 * The number of the last line up to which the county has everything that this journal can give; sending goes on behind
 * it. That is the county's head, as long as it is a line of ours with a line of ours behind it. Where it is not (our disk
 * was set back to an older image, or a line of ours was lost to damage), it is the highest line of ours that the county
 * holds, found by halving.
 */
export async function locateCursor(journal: Journal, collector: UsageCollector): Promise<number> {
  const { head } = await collector.journalHead();
  const before = journal.firstKept - 1;
  if (head.seq <= before) return before;
  const isOurs = (await journal.hashAt(head.seq)) === head.hash;
  const canGoOn = head.seq === journal.last.seq || (await journal.hashAt(head.seq + 1)) !== null;
  if (isOurs && canGoOn) return head.seq;

  const holds = async (seq: number): Promise<boolean> => {
    const hash = await journal.hashAt(seq);
    return hash !== null && (await collector.journalHead({ seq, hash })).known;
  };
  let held = isOurs ? head.seq : before;
  let missing = journal.last.seq + 1;
  while (missing - held > 1) {
    const middle = Math.floor((held + missing) / 2);
    if (await holds(middle)) held = middle;
    else missing = middle;
  }
  return held;
}

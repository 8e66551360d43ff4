import type { Head } from '../../contract/usage/chain.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import type { Journal } from './journal.ts';

/** The county, as far as the uploader needs it. Receipts are verified; what goes wrong is thrown as `ProblemError`. */
export interface UsageCollector {
  /** How far the county has this journal; with `line`, on the branch that holds that line (`known`: whether any does). */
  readonly journalHead: (line?: Head) => Promise<Receipt>;
  readonly send: (envelope: Uint8Array) => Promise<Receipt>;
}

/** A run of line numbers, both ends included. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** How far the county has our journal. */
export interface Watermark {
  /** The line behind which to go on sending. */
  readonly through: number;
  /** Runs before `through` that the county lacks. */
  readonly missing: readonly Run[];
}

/** True when the county's head is a line of this journal as we have it (or the place before the first line). */
export async function isOurs(journal: Journal, head: Head): Promise<boolean> {
  return head.seq === 0 || (await journal.hashAt(head.seq)) === head.hash;
}

/**
 * Asks the county how far it has this journal. Usually one question; some more when either side was set back to an older
 * state: then the highest line of ours that the county holds is found by halving.
 */
export async function findWatermark(journal: Journal, collector: UsageCollector): Promise<Watermark> {
  const confirmed = journal.confirmed;
  let receipt = await collector.journalHead(confirmed ?? undefined);
  // It had that line once and does not any more: it was set back to an older backup.
  const setBack = confirmed !== null && !receipt.known;
  if (setBack) receipt = await collector.journalHead();
  if (await isOurs(journal, receipt.head)) {
    const { seq } = receipt.head;
    if (receipt.gaps.length === 0) return { through: seq, missing: [] };
    const through = await highestKnown(journal, collector, seq);
    return { through, missing: receipt.gaps.filter((gap) => gap.last <= through) };
  }
  // The county's newest branch is not ours. What it confirmed of ours stands; what follows may be sent twice, which is harmless.
  if (confirmed !== null && !setBack) return { through: confirmed.seq, missing: [] };
  return { through: await highestKnown(journal, collector, journal.firstKept - 1), missing: [] };
}

/** The highest line behind `low` that the county holds, by halving; `low` when it holds none. Lines that cannot be read are passed over. */
async function highestKnown(journal: Journal, collector: UsageCollector, low: number): Promise<number> {
  let high = journal.last.seq + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const line = await firstReadable(journal, { first: middle, last: high - 1 });
    if (line !== null && (await collector.journalHead(line)).known) low = line.seq;
    else high = middle;
  }
  return low;
}

async function firstReadable(journal: Journal, { first, last }: Run): Promise<Head | null> {
  for await (const { seq, hash } of journal.read({ from: first, to: last })) return { seq, hash };
  return null;
}

import { strict as assert } from 'node:assert';
import { eventData } from '../../../contract/usage/event.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { openJournal } from '../../../electron/usage/journal.ts';
import type { Journal, JournalOptions } from '../../../electron/usage/journal.ts';
import type { ReadLine } from '../../../electron/usage/segment-reader.ts';

/** Small, so that a few hundred lines fill several. */
export const SEGMENT_BYTES = 32 * 1024;

/** An event that carries a number to know it by. */
export function numbered(number: number): NewEvent {
  return { type: 'operator.refused', data: { failures: number } };
}

/** The number of such an event; null for the journal's own events. */
export function numberOf({ parsed }: ReadLine): number | null {
  return parsed.type === 'operator.refused' ? eventData['operator.refused'].parse(parsed.data).failures : null;
}

export function openRecords(folder: string, options: Partial<JournalOptions> = {}): Promise<Journal> {
  const onFault = (fault: unknown): never => {
    throw fault;
  };
  return openJournal({ folder, clock: systemClock(), onFault, segmentBytes: SEGMENT_BYTES, retryMs: { first: 5, most: 50 }, ...options });
}

export async function linesFrom(journal: Journal, from: number): Promise<ReadLine[]> {
  const lines: ReadLine[] = [];
  for await (const line of journal.read({ from })) lines.push(line);
  return lines;
}

/** The lines follow each other without a gap, by number and by hash. */
export function assertChain(lines: readonly ReadLine[], before: { readonly seq: number; readonly hash: string }): void {
  lines.reduce((previous, line) => {
    assert.equal(line.seq, previous.seq + 1, 'a line is missing or out of order');
    assert.equal(line.parsed.prev, previous.hash, `the chain breaks at line ${line.seq}`);
    return line;
  }, before);
}

/** Resolves when every line is on disk. */
export function untilWritten(journal: Journal): Promise<void> {
  return new Promise((resolve) => {
    const look = (trouble: unknown): void => {
      if (trouble !== null) return;
      stop();
      resolve();
    };
    const stop = journal.onTroubleChanged(look);
    look(journal.trouble());
  });
}

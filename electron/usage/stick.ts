import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { receiptSchema } from '../../contract/usage/envelope.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import type { JournalId } from '../../contract/usage/journal-line.ts';
import { diskError, makeFolder, replaceFile, systemCode } from '../site/disk.ts';
import { readSigned } from '../site/signed.ts';
import { packEnvelope } from './envelope.ts';
import type { Sender } from './envelope.ts';
import type { Journal } from './journal.ts';

/** Folder for usage records in a stick's root; in it each journal has a folder of its own. */
const RECORDS = 'usage-records';
const RECEIPT = '.usage.receipt';
/** A receipt that names all the gaps it may name stays below this. */
const MOST_RECEIPT_BYTES = 1024 * 1024;

export interface ExportProgress {
  /** Lines on the stick so far, and lines to export in all. */
  readonly lines: number;
  readonly ofLines: number;
}

export interface ExportOptions {
  readonly journal: Journal;
  readonly sender: Sender;
  /** The stick's root. */
  readonly stick: string;
  /** First line to export. Default: the one behind what the county is known to have confirmed. */
  readonly from?: number;
  readonly onProgress?: (progress: ExportProgress) => void;
  /** Stops between two files. */
  readonly signal?: AbortSignal;
}

export interface Exported {
  readonly files: number;
  readonly lines: number;
  /** The last line on the stick; null when there was nothing to export. */
  readonly last: number | null;
  /** `full`: the stick had no room for the rest. What is on it is whole and in order from the oldest. */
  readonly ended: 'complete' | 'full' | 'stopped';
}

/**
 * Writes usage records to a stick, oldest first, as envelopes the county takes in like those that come by line. Rejects
 * with `disk-failing` when the stick fails or is pulled out; the files that were finished stay good.
 */
export async function exportRecords(options: ExportOptions): Promise<Exported> {
  const { journal, sender, onProgress, signal } = options;
  const folder = join(options.stick, RECORDS, sender.journal);
  const from = Math.max(options.from ?? (journal.confirmed?.seq ?? 0) + 1, journal.firstKept);
  const to = journal.last.seq;
  const ofLines = Math.max(0, to - from + 1);
  let [files, lines, next] = [0, 0, from];
  const done = (ended: Exported['ended']): Exported => ({ files, lines, last: files === 0 ? null : next - 1, ended });
  try {
    if (ofLines > 0) await makeFolder(folder);
    while (next <= to) {
      if (signal?.aborted === true) return done('stopped');
      const envelope = await packEnvelope(journal, next, sender, { to });
      if (envelope === null) break; // The rest cannot be read.
      await replaceFile(join(folder, `${envelope.first}-${envelope.last}.usage`), envelope.bytes);
      files += 1;
      lines += envelope.last - envelope.first + 1;
      next = envelope.last + 1;
      onProgress?.({ lines, ofLines });
    }
    return done('complete');
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'disk-full') return done('full');
    throw error;
  }
}

export interface ImportOptions {
  readonly journal: Journal;
  readonly journalId: JournalId;
  readonly countyKey: PublicKey;
  /** The stick's root. */
  readonly stick: string;
}

export interface ImportedReceipts {
  /** Receipts that confirm lines of this journal. */
  readonly taken: number;
  /** The county has all lines up to here, as far as is known now. */
  readonly confirmed: number;
  /** Files that are no receipts of this county for this journal, and why. */
  readonly refused: readonly { readonly file: string; readonly problem: Problem }[];
}

/** Takes the county's receipts from a stick. Their order makes no difference, nor does taking one twice. */
export async function importReceipts({ journal, journalId, countyKey, stick }: ImportOptions): Promise<ImportedReceipts> {
  const folder = join(stick, RECORDS, journalId);
  const receipts: Receipt[] = [];
  const refused: { file: string; problem: Problem }[] = [];
  for (const file of (await namesIn(folder)).filter((name) => name.endsWith(RECEIPT))) {
    try {
      receipts.push(await readReceipt(join(folder, file), journalId, countyKey));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      refused.push({ file, problem: error.problem });
    }
  }
  let taken = 0;
  for (const receipt of receipts.sort((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt))) {
    if (await journal.takeReceipt(receipt)) taken += 1;
  }
  return { taken, confirmed: journal.confirmed?.seq ?? 0, refused };
}

async function readReceipt(path: string, journal: JournalId, countyKey: PublicKey): Promise<Receipt> {
  const what = 'receipt';
  try {
    if ((await stat(path)).size > MOST_RECEIPT_BYTES) throw new ProblemError({ code: 'content-damaged', data: { what } });
    const { payload } = await readSigned((await readFile(path, 'utf8')).trim(), countyKey, receiptSchema, what);
    if (payload.journal !== journal) throw new ProblemError({ code: 'signature-wrong', data: { what } });
    return payload;
  } catch (error) {
    throw error instanceof ProblemError ? error : await diskError(error, path);
  }
}

/** A stick without the folder has no receipts for us. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw await diskError(error, folder);
  }
}

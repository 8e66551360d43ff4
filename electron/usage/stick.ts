import { join } from 'node:path';
import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { receiptSchema } from '../../contract/usage/envelope.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import type { JournalId } from '../../contract/usage/journal-line.ts';
import { readSigned } from '../site/signed.ts';
import { filesIn, isUnfinished, makeFolderOn, readSmallFile, removeFilesOn, writeFileOn } from '../sticks/files.ts';
import { packEnvelope } from './envelope.ts';
import type { Sender } from './envelope.ts';
import type { Journal } from './journal.ts';

/** Folder for usage records in a stick's root; in it each journal has a folder of its own. */
const RECORDS = 'usage-records';
const ENVELOPE = /^([1-9][0-9]{0,15})-([1-9][0-9]{0,15})\.usage$/;
const RECEIPT = '.usage.receipt';
/** A receipt that names all the gaps it may name stays below this. */
const MOST_RECEIPT_BYTES = 1024 * 1024;
/** Of more receipts than this only the first are read. */
const MOST_RECEIPTS = 1000;

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
 * with `disk-failing` when the stick fails or is pulled out; the files that were finished stay good. What an earlier
 * export left on the stick and nobody needs any more is removed, so that it does not fill up over the years.
 */
export async function exportRecords(options: ExportOptions): Promise<Exported> {
  const { journal, sender, onProgress, signal } = options;
  const from = Math.max(options.from ?? (journal.confirmed?.seq ?? 0) + 1, journal.firstKept);
  const to = journal.last.seq;
  const ofLines = Math.max(0, to - from + 1);
  let [files, lines, next] = [0, 0, from];
  const written = new Set<string>();
  const done = (ended: Exported['ended']): Exported => ({ files, lines, last: files === 0 ? null : next - 1, ended });
  await removeConfirmed(options);
  try {
    const folder = ofLines > 0 ? await makeFolderOn(options.stick, [RECORDS, sender.journal]) : '';
    while (next <= to) {
      if (signal?.aborted === true) return done('stopped');
      const envelope = await packEnvelope(journal, next, sender, { to });
      if (envelope === null) break; // The rest cannot be read.
      const name = `${envelope.first}-${envelope.last}.usage`;
      await writeFileOn(folder, name, envelope.bytes);
      written.add(name);
      files += 1;
      lines += envelope.last - envelope.first + 1;
      next = envelope.last + 1;
      onProgress?.({ lines, ofLines });
    }
    await removeRepeated(options, from, next - 1, written);
    return done('complete');
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'disk-full') return done('full');
    throw error;
  }
}

/** Envelopes whose lines the county has, with their receipts, and what was cut short. */
async function removeConfirmed({ journal, sender, stick }: ExportOptions): Promise<void> {
  const confirmed = journal.confirmed?.seq ?? 0;
  const names = await filesIn(stick, [RECORDS, sender.journal]);
  const old = names.filter((name) => isUnfinished(name) || (runOf(name)?.last ?? Infinity) <= confirmed);
  await removeFilesOn(join(stick, RECORDS, sender.journal), old.flatMap((name) => [name, `${name}.receipt`]));
}

/** Envelopes whose lines have just been written again in others. One with a receipt is kept until that was taken in. */
async function removeRepeated({ sender, stick }: ExportOptions, from: number, to: number, written: ReadonlySet<string>): Promise<void> {
  const names = await filesIn(stick, [RECORDS, sender.journal]);
  const repeated = names.filter((name) => {
    const run = runOf(name);
    return run !== null && run.first >= from && run.last <= to && !written.has(name) && !names.includes(`${name}.receipt`);
  });
  await removeFilesOn(join(stick, RECORDS, sender.journal), repeated);
}

/** The lines that an envelope's name promises; null for any other file. */
function runOf(name: string): { readonly first: number; readonly last: number } | null {
  const [, first, last] = ENVELOPE.exec(name) ?? [];
  return first === undefined || last === undefined ? null : { first: Number(first), last: Number(last) };
}

export interface ImportOptions {
  readonly journal: Journal;
  readonly journalId: JournalId;
  readonly countyKey: PublicKey;
  /** The stick's root. */
  readonly stick: string;
  /** Told after each file. */
  readonly onProgress?: (progress: { readonly files: number; readonly ofFiles: number }) => void;
  /** Stops between two files. */
  readonly signal?: AbortSignal;
}

export interface ImportedReceipts {
  /** Receipts that confirm lines of this journal. */
  readonly taken: number;
  /** The county has all lines up to here, as far as is known now. */
  readonly confirmed: number;
  /** Files that cannot be read, or are no receipts of this county for this journal, and why. */
  readonly refused: readonly { readonly file: string; readonly problem: Problem }[];
}

/** The names of the files on a stick that look like receipts for this journal. */
export async function receiptsOn(stick: string, journal: JournalId): Promise<readonly string[]> {
  return (await filesIn(stick, [RECORDS, journal])).filter((name) => name.endsWith(RECEIPT)).slice(0, MOST_RECEIPTS);
}

/** Takes the county's receipts from a stick. Their order makes no difference, nor does taking one twice. */
export async function importReceipts(options: ImportOptions): Promise<ImportedReceipts> {
  const { journal, journalId, countyKey, stick, onProgress, signal } = options;
  const names = await receiptsOn(stick, journalId);
  const refused: { file: string; problem: Problem }[] = [];
  let taken = 0;
  for (const [index, file] of names.entries()) {
    if (signal?.aborted === true) break;
    try {
      const receipt = await readReceipt(join(stick, RECORDS, journalId, file), journalId, countyKey);
      if (await journal.takeReceipt(receipt)) taken += 1;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error; // Other files may be good all the same.
      refused.push({ file, problem: error.problem });
    }
    onProgress?.({ files: index + 1, ofFiles: names.length });
  }
  return { taken, confirmed: journal.confirmed?.seq ?? 0, refused };
}

async function readReceipt(path: string, journal: JournalId, countyKey: PublicKey): Promise<Receipt> {
  const what = 'receipt';
  const text = (await readSmallFile(path, MOST_RECEIPT_BYTES, what)).trim();
  const { payload } = await readSigned(text, countyKey, receiptSchema, what);
  if (payload.journal !== journal) throw new ProblemError({ code: 'signature-wrong', data: { what } });
  return payload;
}

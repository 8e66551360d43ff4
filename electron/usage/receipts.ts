import { join } from 'node:path';
import { z } from 'zod';
import type { Head } from '../../contract/usage/chain.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import { sha256Schema, wallTimeSchema } from '../../contract/values.ts';
import { createSerial } from '../site/serial.ts';
import type { Disk } from './disk.ts';
import { readStored, writeStored } from './stored-value.ts';

const confirmationSchema = z.strictObject({ seq: z.int().nonnegative(), hash: sha256Schema, receivedAt: wallTimeSchema });
/** The county held all lines up to `seq` at `receivedAt`, by its own clock. */
export type Confirmation = z.infer<typeof confirmationSchema>;
const fileSchema = z.strictObject({ confirmations: z.array(confirmationSchema).max(10_000) });

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Two years and a few days, so that no counting of months makes it less than 24. */
const KEPT_MS = 735 * DAY_MS;

/**
 * What the county has confirmed of this journal, over time: what may be removed is decided by it, and by the county's
 * clock, since the terminal's own may be wrong. Thinned to about one confirmation a week.
 */
export class Receipts {
  readonly #disk: Disk;
  readonly #path: string;
  #confirmations: readonly Confirmation[];
  readonly #oneByOne = createSerial();

  private constructor(disk: Disk, path: string, confirmations: readonly Confirmation[]) {
    this.#disk = disk;
    this.#path = path;
    this.#confirmations = confirmations;
  }

  /** A file that is missing or damaged counts as no confirmations: lines are then kept longer. */
  static async load(disk: Disk, folder: string): Promise<Receipts> {
    const path = join(folder, 'receipts.json');
    const stored = await readStored(path, fileSchema);
    return new Receipts(disk, path, stored.state === 'read' ? stored.value.confirmations : []);
  }

  /** What the county confirmed last. */
  latest(): Head | null {
    return this.#confirmations.at(-1) ?? null;
  }

  /** Keeps a receipt whose head is a line of this journal. Durable when it resolves. */
  take(receipt: Receipt): Promise<void> {
    const { seq, hash } = receipt.head;
    this.#confirmations = thinned([...this.#confirmations, { seq, hash, receivedAt: receipt.receivedAt }]);
    return this.#oneByOne(() => writeStored(this.#disk, this.#path, { confirmations: this.#confirmations }));
  }

  /**
   * The highest line that need not be kept any longer: the county had it 24 months ago and has it still. Two receipts say
   * so that lie much more than a week apart.
   */
  coveredLongAgo(): number {
    const newest = this.#confirmations.at(-1);
    if (newest === undefined) return 0;
    const old = this.#confirmations.filter((one) => Date.parse(newest.receivedAt) - Date.parse(one.receivedAt) >= KEPT_MS);
    return Math.max(0, ...old.map((one) => Math.min(one.seq, newest.seq)));
  }
}

/** The newest, and of the others one a week; of those past the keeping time only the last. */
function thinned(confirmations: readonly Confirmation[]): readonly Confirmation[] {
  const sorted = [...confirmations].sort((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
  const newest = sorted.at(-1);
  if (newest === undefined) return [];
  const weekly: Confirmation[] = [];
  for (const one of sorted) {
    const previous = weekly.at(-1);
    if (previous === undefined || one === newest || Date.parse(one.receivedAt) - Date.parse(previous.receivedAt) >= WEEK_MS) weekly.push(one);
  }
  const lastOld = weekly.findLastIndex((one) => Date.parse(newest.receivedAt) - Date.parse(one.receivedAt) >= KEPT_MS);
  return weekly.slice(Math.max(0, lastOld));
}

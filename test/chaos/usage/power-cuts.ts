import { strict as assert } from 'node:assert';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyHead } from '../../../contract/usage/chain.ts';
import { machineDisk } from '../../../electron/usage/disk.ts';
import type { Disk, DurableFile } from '../../../electron/usage/disk.ts';
import type { Journal } from '../../../electron/usage/journal.ts';
import { linesFrom, numberOf, numbered, openRecords } from './records.ts';
import type { Random } from '../common/random.ts';
import type { Chaos } from '../common/report.ts';

const SECTOR_BYTES = 512;
/** A machine without power does not notice that a write takes long. */
const NEVER_MS = 2 ** 31 - 1;

/** A disk whose power fails in the middle of a write: any of its sectors may have arrived. Nothing answers after that. */
class FailingPower implements Disk {
  readonly #random: Random;
  #writesLeft: number;
  #off = false;
  readonly #onCut: () => void;

  constructor(random: Random, writes: number, onCut: () => void) {
    this.#random = random;
    this.#writesLeft = writes;
    this.#onCut = onCut;
  }

  create = async (path: string): Promise<DurableFile> => this.#powered(await this.#whilePowered(() => machineDisk.create(path)));
  open = async (path: string): Promise<DurableFile> => this.#powered(await this.#whilePowered(() => machineDisk.open(path)));
  replace = (path: string, bytes: Uint8Array): Promise<void> => this.#whilePowered(() => machineDisk.replace(path, bytes));
  rename = (from: string, to: string): Promise<void> => this.#whilePowered(() => machineDisk.rename(from, to));
  remove = (path: string): Promise<void> => this.#whilePowered(() => machineDisk.remove(path));
  makeFolder = (path: string): Promise<void> => this.#whilePowered(() => machineDisk.makeFolder(path));

  #whilePowered<T>(action: () => Promise<T>): Promise<T> {
    return this.#off ? new Promise<T>(() => undefined) : action();
  }

  #powered(file: DurableFile): DurableFile {
    return {
      ...file,
      write: async (bytes, position) => {
        if (this.#off) return new Promise(() => undefined);
        if (this.#writesLeft-- > 0) return file.write(bytes, position);
        this.#off = true;
        await this.#tear(file, bytes, position);
        this.#onCut();
        return new Promise(() => undefined);
      },
      truncate: (length) => this.#whilePowered(() => file.truncate(length)),
      close: () => Promise.resolve(file.close()),
    };
  }

  /** Lets some sectors through: those up to a place, or any. */
  async #tear(file: DurableFile, bytes: Uint8Array, position: number): Promise<void> {
    const [inOrder, share] = [this.#random.chance(0.5), this.#random.next()];
    for (let at = 0; at < bytes.length; ) {
      const end = Math.min(bytes.length, at + SECTOR_BYTES - ((position + at) % SECTOR_BYTES));
      const arrives = inOrder ? end < bytes.length * share : this.#random.chance(share);
      if (arrives) await file.write(bytes.subarray(at, end), position + at);
      at = end;
    }
  }
}

/** Cuts the power in the middle of a write, again and again. Every acknowledged event is there, unchanged, and none twice. */
export async function powerCuts({ random, folder, passed, rounds }: Chaos & { readonly rounds: number }): Promise<void> {
  const acknowledged = new Map<number, string>();
  let nextNumber = 1;
  for (let round = 0; round < rounds; round++) {
    await new Promise<void>((cut, failed) => {
      writeUntilCut(random, folder, cut).catch(failed);
    });
    // What a power cut does to the lock: its process is gone.
    for (const name of await readdir(folder)) if (name.endsWith('.lock')) await rm(join(folder, name));
    if (round % 10 === 9) await check(folder, acknowledged);
    passed();
  }
  await check(folder, acknowledged);

  async function writeUntilCut(moments: Random, place: string, cut: () => void): Promise<void> {
    const disk = new FailingPower(moments, moments.whole(0, 12), cut);
    const journal: Journal = await openRecords(place, { disk, aheadBytes: moments.pick([0, 4096, 65_536]), stallMs: NEVER_MS });
    for (;;) {
      const together = moments.pick([1, 1, 2, 30]);
      const appends = Array.from({ length: together }, async () => {
        const number = nextNumber++;
        const event = await journal.append(numbered(number));
        acknowledged.set(number, JSON.stringify(event));
      });
      await Promise.all(appends);
    }
  }
}

async function check(folder: string, acknowledged: ReadonlyMap<number, string>): Promise<void> {
  const journal = await openRecords(folder);
  const seen = new Set<number>();
  let last = emptyHead.seq;
  for (const line of await linesFrom(journal, 1)) {
    assert.ok(line.seq > last, `line ${line.seq} is there twice`);
    last = line.seq;
    const number = numberOf(line);
    if (number === null) continue;
    assert.ok(!seen.has(number), `event ${number} is there twice`);
    seen.add(number);
    const expected = acknowledged.get(number);
    if (expected !== undefined) assert.equal(line.line.toString('utf8'), expected, `event ${number} is not what was acknowledged`);
  }
  for (const number of acknowledged.keys()) assert.ok(seen.has(number), `acknowledged event ${number} is lost`);
  await journal.close();
}

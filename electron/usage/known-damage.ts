import { join } from 'node:path';
import { z } from 'zod';
import { createSerial } from '../site/serial.ts';
import type { Disk } from './disk.ts';
import type { Damage } from './sequence.ts';
import { readStored, writeStored } from './stored-value.ts';

const rangeSchema = z.strictObject({ firstSeq: z.int().positive(), lastSeq: z.int().positive(), file: z.string() });
const fileSchema = z.strictObject({ ranges: z.array(rangeSchema) });
/** Lines that are unreadable, altered or missing, and the segment they should be in. */
export type FileDamage = z.infer<typeof rangeSchema>;

/** More ranges than this in one segment are told as one: the record is not to be filled with them. */
const MOST_RANGES = 100;

/** Which damage has been recorded already, so that it is recorded once however often it is read. */
export class KnownDamage {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #ranges: FileDamage[];
  readonly #oneByOne = createSerial();

  private constructor(disk: Disk, path: string, ranges: FileDamage[]) {
    this.#disk = disk;
    this.#path = path;
    this.#ranges = ranges;
  }

  /** A file that is missing or damaged counts as none known: damage is then recorded once more. */
  static async load(disk: Disk, folder: string): Promise<KnownDamage> {
    const path = join(folder, 'known-damage.json');
    const stored = await readStored(path, fileSchema);
    return new KnownDamage(disk, path, stored.state === 'read' ? stored.value.ranges : []);
  }

  /** The part of what was found in one segment that is new; it counts as known from now on. */
  add(file: string, found: readonly Damage[]): readonly FileDamage[] {
    const fresh = joined(found)
      .filter((one) => !this.#ranges.some((range) => range.firstSeq <= one.firstSeq && one.lastSeq <= range.lastSeq))
      .map(({ firstSeq, lastSeq }) => ({ firstSeq, lastSeq, file }));
    this.#ranges.push(...fresh);
    return fresh;
  }

  /** Remembers what is known across a restart. Durable when it resolves. */
  save(): Promise<void> {
    return this.#oneByOne(() => writeStored(this.#disk, this.#path, { ranges: this.#ranges }));
  }

  /** Resolves when no `save` is under way. */
  settled(): Promise<void> {
    return this.#oneByOne(() => Promise.resolve());
  }
}

/** Neighbouring ranges as one, and all as one when there are too many. */
function joined(found: readonly Damage[]): readonly Damage[] {
  const ranges: Damage[] = [];
  for (const one of [...found].sort((a, b) => a.firstSeq - b.firstSeq)) {
    const previous = ranges.at(-1);
    if (previous !== undefined && one.firstSeq <= previous.lastSeq + 1) {
      ranges[ranges.length - 1] = { firstSeq: previous.firstSeq, lastSeq: Math.max(previous.lastSeq, one.lastSeq) };
    } else ranges.push(one);
  }
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (ranges.length <= MOST_RANGES || first === undefined || last === undefined) return ranges;
  return [{ firstSeq: first.firstSeq, lastSeq: last.lastSeq }];
}

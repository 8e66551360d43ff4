import { open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { synonymsSchema } from '../../contract/information/item.ts';
import type { Problem } from '../../contract/problem.ts';
import { sha256Schema, wallTimeSchema } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { diskError, makeFolder, OPEN_MODE, syncFolder, systemCode, writeSynced } from '../site/disk.ts';
import { safeFile } from '../site/safe-file.ts';
import type { PackedSegment } from './segment-writer.ts';

const segmentSchema = z.strictObject({
  /** Of its two files. Never used twice. */
  number: z.int().positive(),
  /** Places of items that were removed or replaced since. */
  removed: z.array(z.int().nonnegative()),
});

/** What `current.json` says: which files together are the wealth information. */
export const currentSchema = z.strictObject({
  format: z.literal(1),
  /** 0 when items are damaged: the whole base must come again. */
  version: z.int().nonnegative(),
  publishedAt: wallTimeSchema.nullable(),
  /** `InformationDigest` of the items. */
  digest: sha256Schema,
  synonyms: synonymsSchema,
  segments: z.array(segmentSchema),
});
export type Current = z.infer<typeof currentSchema>;
export type SegmentEntry = Current['segments'][number];

export const nothingYet: Current = { format: 1, version: 0, publishedAt: null, digest: '0'.repeat(64), synonyms: [], segments: [] };

/**
 * The folder of the wealth information. Files are written under new names and never changed; `current.json` names those that
 * hold, and is what a new version changes at one stroke. What it does not name is left over from a power cut.
 */
export interface BaseFolder {
  readonly read: () => Promise<Current>;
  /** Resolves when it is durable. */
  readonly switchTo: (current: Current) => Promise<void>;
  /** A number that no file has. */
  readonly freeNumber: () => Promise<number>;
  /** Resolves when both files are durable. */
  readonly write: (number: number, segment: PackedSegment) => Promise<void>;
  /** Null when it is not there. */
  readonly readIndex: (number: number) => Promise<Uint8Array | null>;
  readonly itemsPath: (number: number) => string;
  /** Removes the files that `current` does not name. */
  readonly clean: (current: Current) => Promise<void>;
}

export interface BaseFolderOptions {
  readonly folder: string;
  readonly clock: Pick<Clock, 'wall'>;
  readonly onProblem: (problem: Problem) => void;
}

const SEGMENT_FILE = /^(?:items|index)-(\d+)\.(?:jsonl|bin)(?:\.new)?$/;

export async function openBaseFolder({ folder, clock, onProblem }: BaseFolderOptions): Promise<BaseFolder> {
  await makeFolder(folder);
  const pointer = safeFile<Current>({ file: join(folder, 'current.json'), clock, onProblem, parse: currentOf });
  const itemsPath = (number: number): string => join(folder, `items-${number}.jsonl`);
  const indexPath = (number: number): string => join(folder, `index-${number}.bin`);
  const numbers = async (): Promise<readonly (readonly [name: string, number: number])[]> =>
    (await readdir(folder)).flatMap((name) => {
      const found = SEGMENT_FILE.exec(name);
      return found === null ? [] : [[name, Number(found[1])] as const];
    });
  return {
    read: async () => (await pointer.read()) ?? nothingYet,
    switchTo: (current) => pointer.write(JSON.stringify(current)),
    freeNumber: async () => Math.max(0, ...(await numbers()).map(([, number]) => number)) + 1,
    write: async (number, { items, index }) => {
      try {
        const written = await Promise.allSettled([writeSynced(itemsPath(number), items.lines, OPEN_MODE), writeSynced(indexPath(number), index, OPEN_MODE)]);
        const failed = written.find((one) => one.status === 'rejected');
        if (failed !== undefined) throw failed.reason;
        await syncFolder(dirname(itemsPath(number)));
      } catch (error) {
        for (const path of [itemsPath(number), indexPath(number)]) await rm(path, { force: true });
        throw await diskError(error, folder);
      }
    },
    readIndex: (number) => readWhole(indexPath(number)),
    itemsPath,
    clean: async (current) => {
      const named = new Set(current.segments.map(({ number }) => number));
      for (const [name, number] of await numbers()) if (!named.has(number)) await rm(join(folder, name), { force: true });
    },
  };
}

function currentOf(text: string): Current | null {
  try {
    return currentSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // Not JSON: damaged.
  }
}

/** A file in memory of its own, so that numbers in it lie where they can be read in place. */
async function readWhole(path: string): Promise<Uint8Array | null> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; ) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at);
        if (bytesRead === 0) return null; // Shorter than it said.
        at += bytesRead;
      }
      return bytes;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'EIO') return null;
    throw await diskError(error, dirname(path));
  }
}

/** The lines of a file of items; none when it is not there. */
export async function readLines(path: string): Promise<readonly Buffer[]> {
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'EIO') return [];
    throw await diskError(error, dirname(path));
  }
  const lines: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    const end = file.indexOf(10, at);
    lines.push(file.subarray(at, end === -1 ? file.length : end));
    at = end === -1 ? file.length : end + 1;
  }
  return lines;
}

import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Schema } from '../../contract/values.ts';
import type { Sha256 } from '../../contract/values.ts';
import { makeFolder, replaceFile, systemCode } from '../site/disk.ts';

/** Some thousand pictures: years of a busy village. */
const MOST_BYTES = 64 * 1024 ** 2;

export interface EvidenceFilesOptions {
  readonly folder: string;
  /** Default 64 MiB. */
  readonly mostBytes?: number;
  /** A file is removed to make room and the county was not seen to have it. */
  readonly onGivenUp: (sha256: Sha256) => Promise<void>;
}

/** Pictures by their hash, in one folder. They stay when the county has them, so that a county set back can ask again; the oldest give way. */
export interface EvidenceFiles {
  /** Durable when it resolves. */
  readonly keep: (sha256: Sha256, bytes: Uint8Array) => Promise<void>;
  /** The oldest first. */
  readonly list: () => readonly Sha256[];
  /** Null when it is not there any more. */
  readonly read: (sha256: Sha256) => Promise<Uint8Array | null>;
  /** The county has it. */
  readonly noteArrived: (sha256: Sha256) => void;
}

export async function openEvidenceFiles({ folder, mostBytes = MOST_BYTES, onGivenUp }: EvidenceFilesOptions): Promise<EvidenceFiles> {
  await makeFolder(folder);
  const found: { sha256: Sha256; bytes: number; keptAtMs: number }[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const sha256 = sha256Schema.safeParse(name);
    if (!sha256.success) {
      await rm(path, { force: true, recursive: true }); // Half written when the power went.
      continue;
    }
    const { size, mtimeMs } = await stat(path);
    found.push({ sha256: sha256.data, bytes: size, keptAtMs: mtimeMs });
  }
  found.sort((a, b) => a.keptAtMs - b.keptAtMs);
  const files = new Map<Sha256, number>(found.map(({ sha256, bytes }) => [sha256, bytes]));
  const arrived = new Set<Sha256>();
  let total = found.reduce((sum, { bytes }) => sum + bytes, 0);

  const remove = async (sha256: Sha256, bytes: number): Promise<void> => {
    await rm(join(folder, sha256), { force: true });
    files.delete(sha256);
    total -= bytes;
    if (!arrived.delete(sha256)) await onGivenUp(sha256);
  };

  return {
    keep: async (sha256, bytes) => {
      if (files.has(sha256)) return;
      for (const [oldest, size] of files) {
        if (total + bytes.byteLength <= mostBytes) break;
        await remove(oldest, size);
      }
      await replaceFile(join(folder, sha256), bytes);
      files.set(sha256, bytes.byteLength);
      total += bytes.byteLength;
    },
    list: () => [...files.keys()],
    read: async (sha256) => {
      try {
        return await readFile(join(folder, sha256));
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return null;
        throw error;
      }
    },
    noteArrived: (sha256) => {
      if (files.has(sha256)) arrived.add(sha256);
    },
  };
}

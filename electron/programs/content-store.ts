import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { fail } from '../../contract/problem.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { ByteRange } from '../site/content-request.ts';
import { diskError, makeFolder, syncFolder, systemCode } from '../site/disk.ts';
import { bytesOf, loadRecord, openPartFile, recordOf } from './part-file.ts';
import type { PartFile } from './part-file.ts';

/**
 * The files of all issues, by hash: `content/<ab>/<sha256>` once every byte was verified, `parts/<sha256>` until then.
 * Two issues that share a file share its bytes. Names are hashes that a schema has checked, so none can climb.
 */
export interface ContentStore {
  /** Looks which of these files are here, whole or in part. */
  readonly survey: (files: readonly ManifestFile[]) => Promise<void>;
  /** True when the file is here whole and verified. */
  readonly has: (sha256: Sha256) => boolean;
  /** Verified bytes that are here of a surveyed file. */
  readonly doneBytes: (file: ManifestFile) => number;
  /** Opens the part file of a file that is not here whole; whoever opens it closes it. */
  readonly openPart: (file: ManifestFile) => Promise<PartFile>;
  /**
   * Verifies a part whose chunks are all here as a whole and puts it among the content; the part is then closed.
   * False when chunks turned out to be damaged: they are missing again. Throws `content-damaged` when the manifest
   * contradicts itself.
   */
  readonly finish: (part: PartFile) => Promise<boolean>;
  /** True when a verified file still lies there in its full size; a file that does not counts as missing from now on. */
  readonly present: (file: ManifestFile) => Promise<boolean>;
  /** Bytes of a verified file, piece by piece; the file is opened with the first and closed after the last. */
  readonly read: (sha256: Sha256, range: ByteRange) => AsyncGenerator<Uint8Array>;
}

const READ_BYTES = 256 * 1024;

export async function openContentStore(folder: string): Promise<ContentStore> {
  const parts = join(folder, 'parts');
  const contentOf = (sha256: Sha256): string => join(folder, 'content', sha256.slice(0, 2), sha256);
  const partOf = (sha256: Sha256): string => join(parts, sha256);
  await makeFolder(join(folder, 'content'));
  await makeFolder(parts);
  const verified = new Set<Sha256>();
  const opened = new Map<Sha256, PartFile>();
  const partial = new Map<Sha256, number>();

  const present: ContentStore['present'] = async (file) => {
    const whole = (await sizeOf(contentOf(file.sha256))) === file.bytes;
    if (whole) verified.add(file.sha256);
    else verified.delete(file.sha256);
    return whole;
  };

  return {
    has: (sha256) => verified.has(sha256),
    present,
    survey: async (files) => {
      const started = new Set(await readdir(parts));
      for (const file of files) {
        if (verified.has(file.sha256) || (await present(file)) || !started.has(file.sha256)) continue;
        const record = await loadRecord(partOf(file.sha256), file);
        partial.set(file.sha256, record === null ? 0 : bytesOf(file, record.proven));
      }
    },
    doneBytes: (file) => {
      if (verified.has(file.sha256)) return file.bytes;
      return opened.get(file.sha256)?.doneBytes() ?? partial.get(file.sha256) ?? 0;
    },
    openPart: async (file) => {
      const part = await openPartFile(partOf(file.sha256), file);
      opened.set(file.sha256, part);
      return {
        ...part,
        close: async () => {
          partial.set(file.sha256, part.doneBytes());
          opened.delete(file.sha256);
          await part.close();
        },
      };
    },
    finish: async (part) => {
      const { sha256 } = part.file;
      await part.sync();
      if ((await part.hash()) !== sha256) {
        if ((await part.recheck()) === 0) return fail('content-damaged', { what: sha256 });
        return false;
      }
      await part.close();
      const target = contentOf(sha256);
      const shelf = join(folder, 'content', sha256.slice(0, 2));
      try {
        await mkdir(shelf, { recursive: true });
        await rename(partOf(sha256), target);
        for (const touched of [shelf, join(folder, 'content'), parts]) await syncFolder(touched);
        await rm(recordOf(partOf(sha256)), { force: true });
      } catch (error) {
        throw await diskError(error, folder);
      }
      verified.add(sha256);
      return true;
    },
    read: (sha256, range) => readPieces(contentOf(sha256), range),
  };
}

async function* readPieces(path: string, range: ByteRange): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    for (let at = range.from; at < range.to; ) {
      const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, range.to - at));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) throw new Error(`${path} ends at byte ${at}, before byte ${range.to}`);
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

/** Null when there is no such file. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw await diskError(error, path);
  }
}

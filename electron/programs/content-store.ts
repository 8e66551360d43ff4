import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { fail } from '../../contract/problem.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { ByteRange } from '../site/content-request.ts';
import { diskError, makeFolder, replaceFile, syncFolder, systemCode } from '../site/disk.ts';
import { createListeners } from '../site/listeners.ts';
import { createSerial } from '../site/serial.ts';
import { provenRecord } from './chunk-record.ts';
import { inParallel } from './in-parallel.ts';
import type { FileOutline } from './outline.ts';
import { createOpenFiles } from './open-files.ts';
import type { OpenFile } from './open-files.ts';
import { bytesOf, loadRecord, openPartFile, recordOf } from './part-file.ts';
import type { PartFile } from './part-file.ts';

/**
 * The files of all issues, by hash: `content/<ab>/<sha256>` once every byte was verified, `parts/<sha256>` until then.
 * Two issues that share a file share its bytes. Names are hashes that a schema has checked, so none can climb.
 */
export interface ContentStore {
  /** Looks how much is here of those of these files that have begun to arrive. */
  readonly survey: (files: readonly FileOutline[]) => Promise<void>;
  /** True when the file is here whole and verified. */
  readonly has: (sha256: Sha256) => boolean;
  /** True when the file has begun to arrive. */
  readonly hasPart: (sha256: Sha256) => boolean;
  /** All that have begun to arrive, and are not here whole. */
  readonly begun: () => readonly Sha256[];
  /** Verified bytes that are here of a surveyed file. */
  readonly doneBytes: (file: FileOutline) => number;
  /**
   * Opens the part file of a file that is not here whole. All who open it at the same time share it; each closes it once,
   * and the last one really does.
   */
  readonly openPart: (file: ManifestFile) => Promise<PartFile>;
  /**
   * Verifies a part whose chunks are all here as a whole and puts it among the content; the part is then closed.
   * False when chunks turned out to be damaged: they are missing again. Throws `content-damaged` when the manifest
   * contradicts itself.
   */
  readonly finish: (part: PartFile) => Promise<boolean>;
  /** True when a verified file still lies there in its full size; a file that does not counts as missing from now on. */
  readonly present: (file: FileOutline) => Promise<boolean>;
  /** Opens a verified file; null when it is not `present`. Its bytes are good until it is closed, also when it is removed. */
  readonly open: (file: FileOutline) => Promise<OpenContent | null>;
  /** Bytes of a verified file, piece by piece; the file is opened with the first and closed after the last. */
  readonly read: (sha256: Sha256, range: ByteRange) => AsyncGenerator<Uint8Array>;
  /** Makes a part again of a file that was found damaged: all its chunks are missing that are not among the `good`. */
  readonly demote: (file: ManifestFile, good: ReadonlySet<number>) => Promise<void>;
  /** Removes a file and its part; whoever reads it at this moment reads on. Returns the bytes that were here of it. */
  readonly remove: (file: Pick<FileOutline, 'sha256' | 'bytes'>) => Promise<number>;
  /** Calls back with the hash of a file of which more or less is here now. Returns the end of it. */
  readonly onChanged: (listener: (sha256: Sha256) => void) => () => void;
  /** The hashes of everything that lies here, whole or in part, wanted or not. */
  readonly stored: () => ReadonlySet<Sha256>;
  /** Closes the files that were kept open for those who may come back to them. */
  readonly close: () => Promise<void>;
}

/** A verified file that is open. */
export interface OpenContent {
  /** The bytes of a stretch, or fewer of them; at least one. */
  readonly read: (range: ByteRange) => Promise<Uint8Array<ArrayBuffer>>;
  readonly close: () => void;
}

const READ_BYTES = 256 * 1024;
const HASH = /^[0-9a-f]{64}$/;

/** A part file that is open, and how many have it. */
interface SharedPart {
  readonly part: PartFile;
  users: number;
}

/** `onFault` hears what went wrong where nobody waits. */
export async function openContentStore(folder: string, onFault: (error: unknown) => void): Promise<ContentStore> {
  const parts = join(folder, 'parts');
  const shelfOf = (sha256: Sha256): string => join(folder, 'content', sha256.slice(0, 2));
  const contentOf = (sha256: Sha256): string => join(shelfOf(sha256), sha256);
  const partOf = (sha256: Sha256): string => join(parts, sha256);
  await makeFolder(join(folder, 'content'));
  await makeFolder(parts);
  const verified = await hashesOnShelves(join(folder, 'content'));
  const begun = new Set((await readdir(parts)).filter((name) => HASH.test(name)));
  const partial = new Map<Sha256, number>();
  const opened = new Map<Sha256, SharedPart>();
  const listeners = createListeners<Sha256>();
  const openFiles = createOpenFiles(onFault);
  /** Opening, closing and finishing a part happen one after the other, file by file. */
  const serials = new Map<Sha256, ReturnType<typeof createSerial>>();
  const inTurn = <T>(sha256: Sha256, task: () => Promise<T>): Promise<T> => {
    const serial = serials.get(sha256) ?? createSerial();
    serials.set(sha256, serial);
    return serial(task);
  };

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw await diskError(error, folder);
    }
  };

  /** Notes whether a file is there as it should be. */
  const found = ({ sha256 }: FileOutline, isWhole: boolean): boolean => {
    if (isWhole === verified.has(sha256)) return isWhole;
    if (isWhole) verified.add(sha256);
    else verified.delete(sha256);
    listeners.tell(sha256);
    return isWhole;
  };

  const release = (file: FileOutline, shared: SharedPart): Promise<void> =>
    inTurn(file.sha256, async () => {
      shared.users -= 1;
      if (shared.users > 0) return;
      if (opened.get(file.sha256) === shared) {
        opened.delete(file.sha256);
        partial.set(file.sha256, shared.part.doneBytes());
      }
      await shared.part.close();
    });

  const lease = (shared: SharedPart): PartFile => {
    let closing: Promise<void> | null = null;
    return { ...shared.part, close: () => (closing ??= release(shared.part.file, shared)) };
  };

  return {
    has: (sha256) => verified.has(sha256),
    hasPart: (sha256) => begun.has(sha256),
    begun: () => [...begun],
    onChanged: listeners.add,
    stored: () => new Set([...verified, ...begun]),
    survey: async (files) => {
      for (const file of files) {
        if (verified.has(file.sha256) || !begun.has(file.sha256) || opened.has(file.sha256)) continue;
        const record = await loadRecord(partOf(file.sha256), file);
        partial.set(file.sha256, record === null ? 0 : bytesOf(file, record.proven));
        listeners.tell(file.sha256);
      }
    },
    doneBytes: (file) => {
      if (verified.has(file.sha256)) return file.bytes;
      return opened.get(file.sha256)?.part.doneBytes() ?? partial.get(file.sha256) ?? 0;
    },
    present: async (file) => found(file, (await sizeOf(contentOf(file.sha256))) === file.bytes),
    open: async (file) => {
      const path = contentOf(file.sha256);
      const opened = await ifThere(path, openFiles.borrow(path));
      if (found(file, opened?.bytes === file.bytes) && opened !== null) return contentIn(path, opened);
      opened?.giveBack();
      await openFiles.forget(path); // What lies there now is looked at anew the next time.
      return null;
    },
    openPart: (file) =>
      inTurn(file.sha256, async () => {
        const known = opened.get(file.sha256);
        if (known !== undefined) {
          known.users += 1;
          return lease(known);
        }
        const part = await openPartFile(partOf(file.sha256), file);
        part.onChunk(() => listeners.tell(file.sha256)); // For as long as it is open.
        const shared: SharedPart = { part, users: 1 };
        begun.add(file.sha256);
        opened.set(file.sha256, shared);
        listeners.tell(file.sha256);
        return lease(shared);
      }),
    finish: async (part) => {
      const { sha256 } = part.file;
      const done = await inTurn(sha256, async () => {
        if (verified.has(sha256)) return true;
        await part.sync();
        if ((await part.hash()) !== sha256) {
          if ((await part.recheck()) === 0) return fail('content-damaged', { what: sha256 });
          listeners.tell(sha256);
          return false;
        }
        await guarded(async () => {
          await mkdir(shelfOf(sha256), { recursive: true });
          await rename(partOf(sha256), contentOf(sha256));
          for (const touched of [shelfOf(sha256), join(folder, 'content'), parts]) await syncFolder(touched);
          await rm(recordOf(partOf(sha256)), { force: true });
        });
        verified.add(sha256);
        begun.delete(sha256);
        partial.delete(sha256);
        opened.delete(sha256); // Who else has it open reads on; the name is free for another part.
        listeners.tell(sha256);
        return true;
      });
      if (done) await part.close();
      return done;
    },
    read: (sha256, range) => readPieces(contentOf(sha256), range),
    demote: (file, good) =>
      inTurn(file.sha256, () =>
        guarded(async () => {
          verified.delete(file.sha256);
          await openFiles.forget(contentOf(file.sha256));
          // The record first: without its part it says nothing, and a power cut here leaves the file for the next round.
          await replaceFile(recordOf(partOf(file.sha256)), provenRecord(file, good));
          await rename(contentOf(file.sha256), partOf(file.sha256));
          for (const touched of [shelfOf(file.sha256), parts]) await syncFolder(touched);
          begun.add(file.sha256);
          partial.set(file.sha256, bytesOf(file, good));
          listeners.tell(file.sha256);
        }),
      ),
    remove: (file) =>
      inTurn(file.sha256, () =>
        guarded(async () => {
          const { sha256 } = file;
          const bytes = verified.has(sha256) ? file.bytes : (opened.get(sha256)?.part.doneBytes() ?? partial.get(sha256) ?? 0);
          verified.delete(sha256);
          begun.delete(sha256);
          partial.delete(sha256);
          opened.delete(sha256);
          listeners.tell(sha256);
          await openFiles.forget(contentOf(sha256));
          // The part before its record: a record without a part says nothing, a part without a record is checked anew.
          for (const path of [contentOf(sha256), partOf(sha256), recordOf(partOf(sha256))]) await rm(path, { force: true });
          return bytes;
        }),
      ),
    close: openFiles.close,
  };
}

function contentIn(path: string, { handle, giveBack }: OpenFile): OpenContent {
  return {
    close: giveBack,
    read: async ({ from, to }) => {
      const buffer = new Uint8Array(to - from);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
      if (bytesRead === 0) throw new Error(`${path} ends before byte ${from + 1}`);
      return buffer.subarray(0, bytesRead);
    },
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

/** Everything among the content: it was verified before it came there. Sizes are looked at when a file is wanted. */
async function hashesOnShelves(folder: string): Promise<Set<Sha256>> {
  const found = new Set<Sha256>();
  const shelves = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  await inParallel(16, shelves, async (shelf) => {
    for (const name of await readdir(join(folder, shelf))) if (HASH.test(name) && name.startsWith(shelf)) found.add(name);
  });
  return found;
}

/** Null when there is no such file. */
async function sizeOf(path: string): Promise<number | null> {
  const found = await ifThere(path, stat(path));
  return found?.isFile() === true ? found.size : null;
}

async function ifThere<T>(path: string, looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw await diskError(error, path);
  }
}

import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { diskError, OPEN_MODE, replaceFile, syncFolder, systemCode } from '../site/disk.ts';
import { createListeners } from '../site/listeners.ts';
import { createSerial } from '../site/serial.ts';
import { claimLine, provenRecord, readRecord, syncedLine } from './chunk-record.ts';
import type { ChunkRecord } from './chunk-record.ts';
import type { CheckedChunk, ChunkRun } from './chunks.ts';
import { hashRange } from './hash.ts';
import { chunkCount, chunkRange } from './outline.ts';
import type { FileOutline } from './outline.ts';

/** How much may be written, and for how long, before it is synced: a power cut costs no more than checking that again. */
const SYNC_BYTES = 32 * 1024 * 1024;
const SYNC_MS = 2000;
/** Writing waits for the disk when it has fallen behind by this much. */
const MOST_UNSYNCED_BYTES = 128 * 1024 * 1024;

/** A file that is still arriving, and which of its chunks are here. */
export interface PartFile {
  readonly file: ManifestFile;
  readonly doneBytes: () => number;
  readonly has: (index: number) => boolean;
  /** The first run of missing chunks at or after `from`; null when none is missing there. */
  readonly nextMissing: (from?: number) => ChunkRun | null;
  /**
   * Takes a chunk; its bytes may be used anew when this resolves. Throws `disk-full` or `disk-failing`; the chunk then
   * counts as missing. Chunks may be written side by side, but each only once at a time.
   */
  readonly write: (chunk: CheckedChunk) => Promise<void>;
  /** The bytes of a chunk that is here. */
  readonly read: (index: number) => Promise<Uint8Array<ArrayBuffer>>;
  /** Calls back with the index of each chunk that comes. Returns the end of it. */
  readonly onChunk: (listener: (index: number) => void) => () => void;
  /** Resolves when every chunk written so far is on disk for certain. */
  readonly sync: () => Promise<void>;
  /** SHA-256 of the whole file as it lies on the disk. */
  readonly hash: () => Promise<string>;
  /** Checks every chunk on the disk again; returns how many turned out to be missing or damaged. */
  readonly recheck: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The name of a part file's record. */
export function recordOf(path: string): string {
  return `${path}.chunks`;
}

/** Opens the part file at `path`, or begins it. Chunks that a power cut may have taken are checked again. */
export async function openPartFile(path: string, file: ManifestFile): Promise<PartFile> {
  const folder = dirname(path);
  try {
    const record = await loadRecord(path, file);
    if (record === null) await replaceFile(recordOf(path), provenRecord(file, new Set())); // First: no part lies without one.
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT, OPEN_MODE);
    try {
      const { size } = await handle.stat();
      if (size !== file.bytes) await handle.truncate(file.bytes); // Sparse: the room is taken as chunks arrive.
      const here = size === 0 ? new Set<number>() : await confirmed(handle, file, size === file.bytes ? record : null);
      await handle.datasync();
      await syncFolder(folder);
      return partFile(path, file, handle, here, await beginRecord(path, file, here));
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw await diskError(error, folder);
  }
}

/** Writes the record anew, so that it does not grow for ever, and opens it for appending. */
async function beginRecord(path: string, file: ManifestFile, proven: ReadonlySet<number>): Promise<FileHandle> {
  await replaceFile(recordOf(path), provenRecord(file, proven));
  return open(recordOf(path), 'a');
}

function partFile(path: string, file: ManifestFile, handle: FileHandle, here: Set<number>, begun: FileHandle): PartFile {
  const folder = dirname(path);
  const listeners = createListeners<number>();
  let record = begun;
  const serial = createSerial();
  const oneSync = createSerial();
  let claims = here.size;
  let unsyncedBytes = 0;
  let syncedAtMs = performance.now();
  let inBackground: Promise<void> | null = null;
  let failed: Error | null = null;

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw await diskError(error, folder);
    }
  };

  /** While the disk works, further chunks are taken; they are for the next sync. */
  const sync = (): Promise<void> =>
    oneSync(async () => {
      if (unsyncedBytes === 0) return;
      const [proven, bytes] = [claims, unsyncedBytes];
      await handle.datasync();
      await serial(() => record.appendFile(syncedLine(proven)));
      await record.datasync();
      unsyncedBytes -= bytes;
      syncedAtMs = performance.now();
    });

  const syncInBackground = (): void => {
    inBackground ??= sync()
      .catch((error: unknown) => {
        failed = error instanceof Error ? error : new Error(String(error)); // Told by the next write: nobody waits for this sync.
      })
      .finally(() => (inBackground = null));
  };

  return {
    file,
    has: (index) => here.has(index),
    doneBytes: () => bytesOf(file, here),
    nextMissing: (from = 0) => {
      let first = from;
      while (first < file.chunks.length && here.has(first)) first += 1;
      if (first >= file.chunks.length) return null;
      let end = first + 1;
      while (end < file.chunks.length && !here.has(end)) end += 1;
      return { first, count: end - first };
    },
    write: (chunk) =>
      guarded(async () => {
        if (failed !== null) {
          const error = failed;
          failed = null;
          throw error;
        }
        await writeWhole(handle, chunk.bytes, chunkRange(file, chunk.index).from);
        await serial(async () => {
          await record.appendFile(claimLine(chunk.index));
          claims += 1;
          here.add(chunk.index);
          unsyncedBytes += chunk.bytes.byteLength;
        });
        listeners.tell(chunk.index);
        if (unsyncedBytes >= SYNC_BYTES || performance.now() - syncedAtMs >= SYNC_MS) syncInBackground();
        if (unsyncedBytes >= MOST_UNSYNCED_BYTES) await inBackground;
      }),
    read: (index) =>
      guarded(async () => {
        const { from, to } = chunkRange(file, index);
        const buffer = new Uint8Array(to - from);
        for (let done = 0; done < buffer.length; ) {
          const { bytesRead } = await handle.read(buffer, done, buffer.length - done, from + done);
          if (bytesRead === 0) throw new Error(`${path} ends within chunk ${index}`);
          done += bytesRead;
        }
        return buffer;
      }),
    onChunk: listeners.add,
    sync: () => guarded(sync),
    hash: () => guarded(() => hashRange(handle, 0, file.bytes)),
    recheck: () =>
      guarded(() =>
        oneSync(() =>
          serial(async () => {
            const good = await confirmed(handle, file, null);
            here.clear();
            for (const index of good) here.add(index);
            await handle.datasync();
            await record.close();
            record = await beginRecord(path, file, here);
            claims = here.size;
            unsyncedBytes = 0;
            return file.chunks.length - good.size;
          }),
        ),
      ),
    close: () =>
      oneSync(() =>
        serial(async () => {
          await record.close();
          await handle.close();
        }),
      ),
  };
}

/** Bytes of those chunks together. */
export function bytesOf(file: FileOutline, chunks: ReadonlySet<number>): number {
  const last = chunkCount(file) - 1;
  const { from } = chunkRange(file, last);
  return chunks.has(last) ? (chunks.size - 1) * file.chunkBytes + (file.bytes - from) : chunks.size * file.chunkBytes;
}

/** The record beside a part file; null when there is none of this cutting. */
export async function loadRecord(path: string, file: FileOutline): Promise<ChunkRecord | null> {
  try {
    return readRecord(await readFile(recordOf(path), 'utf8'), file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The chunks that are on disk: those proven, and of the others (all, without a record) those whose hash is right. */
async function confirmed(handle: FileHandle, file: ManifestFile, record: ChunkRecord | null): Promise<Set<number>> {
  const here = new Set(record?.proven ?? []);
  for (const index of record?.claimed ?? file.chunks.keys()) {
    const { from, to } = chunkRange(file, index);
    if ((await hashRange(handle, from, to)) === file.chunks[index]) here.add(index);
  }
  return here;
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}

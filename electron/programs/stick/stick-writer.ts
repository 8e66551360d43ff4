import { createHash } from 'node:crypto';
import { constants, lstat, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { unfinishedName } from '../../../contract/programs/stick-layout.ts';
import { fail } from '../../../contract/problem.ts';
import type { ManifestFile } from '../../../contract/programs/manifest.ts';
import { diskError, OPEN_MODE, syncFolder, systemCode } from '../../site/disk.ts';
import { chunkRange } from '../outline.ts';

/** Files up to this size are read back to see whether they are right; of larger ones the size has to do. */
const READ_BACK_BYTES = 8 * 1024 ** 2;

/** True when the stick has this file already: a plain file of its size, and of its hash where that is soon found out. */
export async function isOnStick(folder: string, file: ManifestFile): Promise<boolean> {
  const path = join(folder, file.sha256);
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size !== file.bytes) return false;
    if (file.bytes > READ_BACK_BYTES) return true;
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return (await goodChunks(handle, file)) === file.chunks.length;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ELOOP') return false;
    throw await diskError(error, folder);
  }
}

/**
 * Writes a file to a stick: under another name until it is whole and synced. What an earlier attempt left there is gone
 * on from, as far as its chunks are right. `read` gives the bytes of a stretch. Throws `stick-file-too-large`,
 * `disk-full` (what is there stays, for the next attempt), `disk-failing`.
 */
export async function writeToStick(
  folder: string,
  file: ManifestFile,
  read: (range: { readonly from: number; readonly to: number }) => AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = join(folder, file.sha256);
  const unfinished = join(folder, unfinishedName(file.sha256));
  try {
    const handle = (await openUnfinished(unfinished)) ?? (await open(unfinished, 'wx+', OPEN_MODE));
    try {
      const first = await goodChunks(handle, file);
      let at = Math.min(file.bytes, first * file.chunkBytes);
      await handle.truncate(at);
      onBytes(at);
      if (at < file.bytes) {
        for await (const piece of read({ from: at, to: file.bytes })) {
          signal.throwIfAborted();
          await writeAll(handle, piece, at);
          at += piece.byteLength;
          onBytes(piece.byteLength);
        }
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
    await syncFolder(folder);
  } catch (error) {
    if (systemCode(error) === 'EFBIG') return fail('stick-file-too-large', {}, { cause: error });
    throw await diskError(error, folder);
  }
}

/** Null when there is none to go on with. Whatever else lies there (a link, a pipe, a file with a second name) is taken away. */
async function openUnfinished(path: string): Promise<FileHandle | null> {
  try {
    const found = await lstat(path);
    if (found.isFile() && found.nlink === 1) return await open(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  await rm(path, { recursive: true });
  return null;
}

/** How many chunks from the beginning on are right. */
async function goodChunks(handle: FileHandle, file: ManifestFile): Promise<number> {
  const { size } = await handle.stat();
  const buffer = Buffer.allocUnsafe(Math.min(file.chunkBytes, file.bytes));
  for (let index = 0; index < file.chunks.length; index += 1) {
    const { from, to } = chunkRange(file, index);
    if (to > size) return index;
    const chunk = buffer.subarray(0, to - from);
    for (let done = 0; done < chunk.length; ) {
      const { bytesRead } = await handle.read(chunk, done, chunk.length - done, from + done);
      if (bytesRead === 0) return index;
      done += bytesRead;
    }
    if (createHash('sha256').update(chunk).digest('hex') !== file.chunks[index]) return index;
  }
  return file.chunks.length;
}

async function writeAll(handle: FileHandle, piece: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < piece.byteLength; ) {
    const { bytesWritten } = await handle.write(piece, done, piece.byteLength - done, position + done);
    done += bytesWritten;
  }
}

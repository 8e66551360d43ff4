import type { FileHandle } from 'node:fs/promises';
import { errorCode } from './disk.ts';

const SECTOR_BYTES = 4096;

/** Bytes `from` to `to` of a file, fewer at its end. What the disk cannot read any more becomes zeros, which are no line. */
export async function readBytes(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  let done = 0;
  while (done < bytes.length) {
    const read = await readOnce(file, bytes, done, from + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

async function readOnce(file: FileHandle, bytes: Buffer, offset: number, position: number): Promise<number> {
  const length = bytes.length - offset;
  try {
    return (await file.read(bytes, offset, length, position)).bytesRead;
  } catch (error) {
    if (errorCode(error) !== 'EIO') throw error;
    if (length > SECTOR_BYTES) return readOnce(file, bytes.subarray(0, offset + SECTOR_BYTES), offset, position);
    const left = (await file.stat()).size - position;
    bytes.fill(0, offset);
    return Math.max(0, Math.min(length, left));
  }
}

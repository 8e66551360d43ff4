import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Bytes read and hashed at a stretch: about a millisecond of an old PC's main thread. */
const STRETCH_BYTES = 256 * 1024;

/** SHA-256, in hex, of the bytes from `from` up to `to`; of fewer when the file is shorter. */
export async function hashRange(handle: FileHandle, from: number, to: number): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.min(STRETCH_BYTES, Math.max(1, to - from)));
  for (let at = from; at < to; ) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, to - at), at);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest('hex');
}

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CHUNK_BYTES } from '../../contract/programs/manifest.ts';
import type { Sha256 } from '../../contract/values.ts';
import { isSystemError, syncFolder } from '../files.ts';

/** Half-written files older than this belong to nobody any more. */
const ABANDONED_MS = 24 * 3600 * 1000;

export interface StoredFile {
  readonly sha256: Sha256;
  readonly bytes: number;
  /** SHA-256 of each `CHUNK_BYTES` in order. */
  readonly chunks: readonly Sha256[];
}

/** Where the file with this hash lies; a web server or CDN may serve the folder as it is. */
export function contentPath(data: string, sha256: Sha256): string {
  return join(data, 'content', sha256.slice(0, 2), sha256);
}

/** Reads a file once, hashes it and lays it down by its hash. When this resolves it is on disk, whole. */
export async function storeFile(data: string, source: string): Promise<StoredFile> {
  const incoming = join(data, 'content', 'incoming');
  await mkdir(incoming, { recursive: true });
  const aside = join(incoming, randomUUID());
  try {
    const stored = await copyHashed(source, aside);
    const path = contentPath(data, stored.sha256);
    if (await isFileOfSize(path, stored.bytes)) return stored;
    await mkdir(dirname(path), { recursive: true });
    await rename(aside, path);
    await syncFolder(dirname(path));
    return stored;
  } finally {
    await rm(aside, { force: true });
  }
}

async function copyHashed(source: string, target: string): Promise<StoredFile> {
  const whole = createHash('sha256');
  const chunks: Sha256[] = [];
  let bytes = 0;
  const from = await open(source, 'r');
  try {
    const to = await open(target, 'wx');
    try {
      const buffer = Buffer.alloc(CHUNK_BYTES);
      for (;;) {
        const chunk = buffer.subarray(0, await fill(from, buffer));
        if (chunk.length === 0) break;
        bytes += chunk.length;
        whole.update(chunk);
        chunks.push(createHash('sha256').update(chunk).digest('hex'));
        await to.writeFile(chunk);
      }
      await to.sync();
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
  return { sha256: whole.digest('hex'), bytes, chunks };
}

/** Fills the buffer from where the file stands; fewer bytes only at its end. */
async function fill(from: FileHandle, buffer: Buffer): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await from.read(buffer, filled, buffer.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

async function isFileOfSize(path: string, bytes: number): Promise<boolean> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size === bytes;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Removes what an interrupted publication left behind. */
export async function clearAbandoned(data: string, now: Date): Promise<void> {
  const incoming = join(data, 'content', 'incoming');
  let names: string[];
  try {
    names = await readdir(incoming);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return;
    throw error;
  }
  for (const name of names) {
    const path = join(incoming, name);
    const { mtimeMs } = await stat(path);
    if (now.getTime() - mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}

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

export interface StoreOptions {
  /** The file is probably stored already: it is hashed first, and copied only when it is not. */
  readonly probablyHere?: boolean;
  /** So many bytes more of the source were read. */
  readonly onBytes?: (bytes: number) => void;
}

/** Where the file with this hash lies; a web server or CDN may serve the folder as it is. */
export function contentPath(data: string, sha256: Sha256): string {
  return join(data, 'content', sha256.slice(0, 2), sha256);
}

/**
 * Hashes a file and lays it down by its hash. When this resolves it is on disk, whole; a stored one that turned out to be
 * damaged has been replaced.
 */
export async function storeFile(data: string, source: string, { probablyHere = false, onBytes }: StoreOptions = {}): Promise<StoredFile> {
  if (probablyHere) {
    const known = await hashFile(source, onBytes);
    if (await isWhole(contentPath(data, known.sha256), known)) return known;
  }
  const incoming = join(data, 'content', 'incoming');
  await mkdir(incoming, { recursive: true });
  const aside = join(incoming, randomUUID());
  try {
    const stored = await copyHashed(source, aside, probablyHere ? undefined : onBytes);
    const path = contentPath(data, stored.sha256);
    if (await isWhole(path, stored)) return stored;
    await mkdir(dirname(path), { recursive: true });
    await rename(aside, path);
    await syncFolder(dirname(path));
    await syncFolder(dirname(dirname(path)));
    return stored;
  } finally {
    await rm(aside, { force: true });
  }
}

/** SHA-256 of a file and of its chunks. */
export async function hashFile(path: string, onBytes?: (bytes: number) => void): Promise<StoredFile> {
  const from = await open(path, 'r');
  try {
    return await hashed(from, onBytes, null);
  } finally {
    await from.close();
  }
}

async function copyHashed(source: string, target: string, onBytes: ((bytes: number) => void) | undefined): Promise<StoredFile> {
  const from = await open(source, 'r');
  try {
    const to = await open(target, 'wx');
    try {
      const stored = await hashed(from, onBytes, to);
      await to.sync();
      return stored;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function hashed(from: FileHandle, onBytes: ((bytes: number) => void) | undefined, to: FileHandle | null): Promise<StoredFile> {
  const whole = createHash('sha256');
  const chunks: Sha256[] = [];
  let bytes = 0;
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (;;) {
    const chunk = buffer.subarray(0, await fill(from, buffer));
    if (chunk.length === 0) return { sha256: whole.digest('hex'), bytes, chunks };
    bytes += chunk.length;
    whole.update(chunk);
    chunks.push(createHash('sha256').update(chunk).digest('hex'));
    await to?.writeFile(chunk);
    onBytes?.(chunk.length);
  }
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

/** True when this very file lies there: of its size, and read through. */
async function isWhole(path: string, { sha256, bytes }: StoredFile): Promise<boolean> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size === bytes && (await hashFile(path)).sha256 === sha256;
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

import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fail } from '../../contract/problem.ts';
import type { Release, ReleaseFile } from '../../contract/site/release.ts';
import { versionFolder } from '../supervisor/versions.ts';
import { diskError, freeBytes, makeFolder, syncFolder, systemCode } from '../site/disk.ts';
import { plainFs } from '../site/plain-fs.ts';

const { createReadStream } = plainFs;
const { chmod, copyFile, link, open, readdir, rename, rm, stat } = plainFs.promises;

/** Room that an update leaves: records come first. */
const ROOM_BYTES = 300 * 1024 ** 2;

/** Gives the bytes of a file from `from` on. They are not trusted. */
export type OpenReleaseFile = (file: ReleaseFile, from: number, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

export interface AssembleOptions {
  /** Folder of the versions. */
  readonly root: string;
  readonly release: Release;
  /** The version that runs: what it has is not fetched again. */
  readonly current: string;
  readonly openFile: OpenReleaseFile;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Puts a version of the program together, and in its place when every file has been read through. What was fetched before an
 * interruption is kept, within a file too. Throws `content-damaged`, `disk-full`, and whatever the source throws.
 */
export async function assemble({ root, release, current, openFile, onProgress, signal }: AssembleOptions): Promise<void> {
  const goal = versionFolder(root, release.version);
  const building = join(root, 'versions', `.new-${release.version}-${release.number}`);
  try {
    if (await isThere(goal)) return;
    await makeFolder(building);
    const total = release.files.reduce((sum, { bytes }) => sum + bytes, 0);
    const free = await freeBytes(root);
    const here = await Promise.all(release.files.map(async (file) => (await sizeOf(join(building, file.path))) === file.bytes));
    const missing = release.files.filter((_file, index) => here[index] !== true);
    const needed = missing.reduce((sum, { bytes }) => sum + bytes, 0);
    if (free !== null && free < needed + ROOM_BYTES) return fail('disk-full', { freeBytes: free });
    let done = total - needed;
    onProgress(done, total);
    for (const file of missing) {
      signal.throwIfAborted();
      const target = join(building, file.path);
      await makeFolder(dirname(target));
      const kept = join(versionFolder(root, current), file.path);
      if ((await sizeOf(kept)) === file.bytes && (await sha256Of(kept)) === file.sha256) await take(kept, target);
      else await fetchFile(file, target, openFile, signal, (bytes) => onProgress(done + bytes, total));
      done += file.bytes;
      onProgress(done, total);
    }
    await check(building, release.files);
    await rename(building, goal);
    await syncFolder(join(root, 'versions'));
  } catch (error) {
    throw await diskError(error, root);
  }
}

/** Another name for the same bytes where the file system can; else a copy. */
async function take(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    await copyFile(from, `${to}.part`);
    await rename(`${to}.part`, to);
  }
}

async function fetchFile(file: ReleaseFile, target: string, openFile: OpenReleaseFile, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
  const part = `${target}.part`;
  const before = (await sizeOf(part)) ?? 0;
  const from = before <= file.bytes ? before : 0;
  const handle = await open(part, from === 0 ? 'w' : 'r+', 0o644);
  let at = from;
  try {
    if (from < file.bytes) {
      for await (const piece of await openFile(file, from, signal)) {
        if (at + piece.byteLength > file.bytes) return fail('content-damaged', { what: file.path });
        await handle.write(piece, 0, piece.byteLength, at);
        at += piece.byteLength;
        onBytes(at);
        signal.throwIfAborted();
      }
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (at < file.bytes) return fail('county-unreachable', { url: file.path });
  if ((await sha256Of(part)) !== file.sha256) {
    await rm(part, { force: true });
    return fail('content-damaged', { what: file.path });
  }
  await chmod(part, file.executable ? 0o755 : 0o644);
  await rename(part, target);
}

/** Every file is as the county signed it, and there is no other. */
async function check(folder: string, files: readonly ReleaseFile[]): Promise<void> {
  const listed = new Set(files.map(({ path }) => path));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) {
      await syncFolder(join(entry.parentPath, entry.name));
      continue;
    }
    const path = join(entry.parentPath, entry.name);
    if (!listed.has(path.slice(folder.length + 1))) await rm(path, { force: true });
  }
  for (const file of files) {
    const path = join(folder, file.path);
    if ((await sha256Of(path)) === file.sha256) continue;
    await rm(path, { force: true });
    return fail('content-damaged', { what: file.path });
  }
  await syncFolder(folder);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function isThere(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path) as AsyncIterable<Uint8Array>) hash.update(piece);
  return hash.digest('hex');
}

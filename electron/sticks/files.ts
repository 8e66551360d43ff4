import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { constants, lstat, mkdir, open, opendir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ProblemError } from '../../contract/problem.ts';
import { diskError, OPEN_MODE, syncFolder, systemCode } from '../site/disk.ts';

/*
 * A stick has been in other people's computers. Nothing on it is trusted: links are not followed, only plain files are
 * opened (a pipe would be waited for without end), and no more is read than what was bargained for.
 */

/** More names than this are not looked at. */
const MOST_NAMES = 20_000;
/** Files that are being written have this ending; one that is left over was cut short. */
const UNFINISHED = '.unfinished';
const cannotSyncFolders: ReadonlySet<string> = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS']);

/** The plain files of `<root>/<folders…>` by name; none when there is no such folder, or a link in its place. */
export async function filesIn(root: string, folders: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    if (!(await isRealFolder(root, folders))) return [];
    let seen = 0;
    for await (const entry of await opendir(join(root, ...folders))) {
      if (entry.isFile()) names.push(entry.name);
      seen += 1;
      if (seen === MOST_NAMES) break;
    }
  } catch (error) {
    throw await diskError(error, root);
  }
  return names.sort();
}

/** Reads a small text file. Throws `content-damaged` when it is longer than `mostBytes`, or not a plain file. */
export async function readSmallFile(path: string, mostBytes: number, what: string): Promise<string> {
  const refuse = (): never => {
    throw new ProblemError({ code: 'content-damaged', data: { what } });
  };
  try {
    if (!(await lstat(path)).isFile()) return refuse();
    // Whatever took the file's place meanwhile is neither followed nor waited for.
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile() || found.size > mostBytes) return refuse();
      const bytes = Buffer.alloc(found.size);
      for (let length = 0; length < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) return refuse();
        length += bytesRead;
      }
      return bytes.toString('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof ProblemError ? error : await diskError(error, path);
  }
}

/** Makes `<root>/<folders…>` and returns its path. Throws `disk-failing` when a link or a file lies in its way. */
export async function makeFolderOn(root: string, folders: readonly string[]): Promise<string> {
  let path = root;
  try {
    for (const folder of folders) {
      path = join(path, folder);
      const kind = await kindOf(path);
      if (kind === 'nothing') {
        await mkdir(path);
        await syncEntries(dirname(path));
      } else if (kind !== 'folder') throw new ProblemError({ code: 'disk-failing', data: { code: 'ENOTDIR' } });
    }
    return path;
  } catch (error) {
    throw error instanceof ProblemError ? error : await diskError(error, root);
  }
}

/** Writes a file whole or not at all; durable when it resolves. */
export async function writeFileOn(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const fresh = join(folder, `${randomUUID()}${UNFINISHED}`);
  try {
    const handle = await open(fresh, 'wx', OPEN_MODE);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, join(folder, name));
    await syncEntries(folder);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined); // What matters is why it failed; leftovers are removed next time.
    throw await diskError(error, folder);
  }
}

export function isUnfinished(name: string): boolean {
  return name.endsWith(UNFINISHED);
}

/** Removes files, durably; those that are gone already are no matter. */
export async function removeFilesOn(folder: string, names: readonly string[]): Promise<void> {
  try {
    for (const name of names) await rm(join(folder, name), { force: true });
    if (names.length > 0) await syncEntries(folder);
  } catch (error) {
    throw await diskError(error, folder);
  }
}

/** Has the system write out whatever it may still hold for this disk. */
export async function settle(path: string, signal: AbortSignal): Promise<void> {
  if (process.platform === 'linux') {
    try {
      await promisify(execFile)('sync', ['-f', path], { signal });
    } catch (error) {
      signal.throwIfAborted();
      // Without that command the files, each synced when it was written, are all there is to wait for.
      if (systemCode(error) !== 'ENOENT') throw new ProblemError({ code: 'disk-failing', data: { code: 'EIO' } }, { cause: error });
    }
  }
  try {
    await syncEntries(path);
  } catch (error) {
    throw await diskError(error, path);
  }
}

/** Not every file system of a stick takes the call for folders; `settle` does then what is needed. */
async function syncEntries(folder: string): Promise<void> {
  try {
    await syncFolder(folder);
  } catch (error) {
    if (!cannotSyncFolders.has(systemCode(error) ?? '')) throw error;
  }
}

async function isRealFolder(root: string, folders: readonly string[]): Promise<boolean> {
  let path = root;
  for (const folder of folders) {
    path = join(path, folder);
    if ((await kindOf(path)) !== 'folder') return false;
  }
  return true;
}

async function kindOf(path: string): Promise<'folder' | 'nothing' | 'other'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'nothing';
    throw error;
  }
}

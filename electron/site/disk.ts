import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ProblemError } from '../../contract/problem.ts';

/** Modes of what is written: secrets are for the owner alone. */
export const OPEN_MODE = 0o644;
export const SECRET_MODE = 0o600;

/** Writes a whole file and waits until its bytes are on disk. The folder's entry is the caller's to sync. */
export async function writeSynced(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  const handle = await open(path, 'w', mode);
  try {
    await handle.chmod(mode); // A leftover of the same name keeps its old mode otherwise.
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts a file in the place of another, or beside none, so that a power cut leaves the old one or the new one whole. */
export async function replaceFile(path: string, data: string | Uint8Array, mode: number = OPEN_MODE): Promise<void> {
  const fresh = `${path}.new`;
  try {
    await writeSynced(fresh, data, mode);
    await rename(fresh, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(fresh, { force: true });
    throw await diskError(error, dirname(path));
  }
}

/** Makes the entries of a folder durable. Windows has no such call: its file system keeps a journal of them. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and those above it, durably. */
export async function makeFolder(path: string): Promise<void> {
  try {
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return;
    for (let folder = path; ; folder = dirname(folder)) {
      await syncFolder(dirname(folder));
      if (folder === first || folder === dirname(folder)) return;
    }
  } catch (error) {
    throw await diskError(error, dirname(path));
  }
}

/** Bytes that a program may still write below `folder`; null where the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null; // Not every file system answers; nothing then depends on the figure.
  }
}

/** The system's code of an error, e.g. `ENOSPC`; null for anything that is not a system error. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return 'syscall' in error ? error.code : null;
}

/** An error of the disk as the problem a person should hear of; any other error unchanged. */
export async function diskError(error: unknown, folder: string): Promise<Error> {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ProblemError({ code: 'disk-full', data: { freeBytes: (await freeBytes(folder)) ?? 0 } }, { cause: error });
  }
  if (code !== null) return new ProblemError({ code: 'disk-failing', data: { code } }, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}

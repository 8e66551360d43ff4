import { createHash } from 'node:crypto';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { unfinishedName } from '../../contract/programs/stick-layout.ts';
import { isSystemError, syncFolder } from '../files.ts';
import { InputError, messageOf } from '../input.ts';
import { hashFile } from '../publish/content-store.ts';

/** Files up to this size are read back to see whether they are right; of larger ones the size has to do, unless asked. */
const READ_BACK_BYTES = 8 * 1024 ** 2;
const PIECE_BYTES = 1024 ** 2;

/** Makes `<stick>/<folders…>` and returns its path. Links on a stick are not followed. */
export async function makeStickFolder(stick: string, folders: readonly string[]): Promise<string> {
  let path = stick;
  await requireFolder(path);
  for (const folder of folders) {
    path = join(path, folder);
    try {
      await mkdir(path);
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw new InputError([`${path} cannot be made: ${messageOf(error)}`]);
    }
    await requireFolder(path);
  }
  return path;
}

async function requireFolder(path: string): Promise<void> {
  try {
    if ((await lstat(path)).isDirectory()) return;
  } catch (error) {
    throw new InputError([`${path} cannot be written to: ${messageOf(error)}`]);
  }
  throw new InputError([`${path} is not a folder`]);
}

/** True when the stick has this file already: a plain file of its size, and of its hash where that is soon found out or asked for. */
export async function isOnStick(folder: string, { sha256, bytes }: ManifestFile, verify: boolean): Promise<boolean> {
  const path = join(folder, sha256);
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size !== bytes) return false;
    return (bytes > READ_BACK_BYTES && !verify) || (await hashFile(path)).sha256 === sha256;
  } catch (error) {
    if (isSystemError(error, 'ENOENT') || isSystemError(error, 'EIO')) return false;
    throw error;
  }
}

/** Copies a published file, checking its hash on the way; durable when it resolves. */
export async function copyToStick(source: string, folder: string, { sha256, bytes }: ManifestFile, onBytes: (bytes: number) => void): Promise<void> {
  await writeWhole(folder, sha256, async (unfinished) => {
    const from = await open(source, 'r');
    try {
      const to = await open(unfinished, 'wx');
      try {
        const hash = createHash('sha256');
        const buffer = Buffer.allocUnsafe(Math.min(PIECE_BYTES, bytes));
        for (;;) {
          const { bytesRead } = await from.read(buffer, 0, buffer.length);
          if (bytesRead === 0) break;
          hash.update(buffer.subarray(0, bytesRead));
          await to.writeFile(buffer.subarray(0, bytesRead));
          onBytes(bytesRead);
        }
        if (hash.digest('hex') !== sha256) throw new InputError([`the county’s own copy of ${sha256} is damaged: publish its issue again`]);
        await to.sync();
      } finally {
        await to.close();
      }
    } finally {
      await from.close();
    }
  });
}

export async function writeTextToStick(folder: string, name: string, text: string): Promise<void> {
  await writeWhole(folder, name, async (unfinished) => {
    const to = await open(unfinished, 'wx');
    try {
      await to.writeFile(text);
      await to.sync();
    } finally {
      await to.close();
    }
  });
}

/** Whatever an earlier attempt left under the unfinished name is taken away, a link or a pipe too. */
async function writeWhole(folder: string, name: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = join(folder, unfinishedName(name));
  await rm(unfinished, { recursive: true, force: true });
  try {
    await write(unfinished);
    await rename(unfinished, join(folder, name));
    await syncFolder(folder);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined); // Why it failed is what matters, and the next attempt removes it too.
    throw error;
  }
}

/** Why an issue could not be written, for the person with the stick. Anything else is a fault of the program and goes on. */
export function stickFault(error: unknown): string {
  if (error instanceof InputError) return error.message;
  if (isSystemError(error, 'ENOSPC') || isSystemError(error, 'EDQUOT')) return 'the stick is full';
  if (isSystemError(error, 'EFBIG')) return 'it has a file of 4 GB or more, which this stick’s FAT32 cannot hold: format the stick as exFAT';
  if (error instanceof Error && 'syscall' in error) return messageOf(error);
  throw error;
}

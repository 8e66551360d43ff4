import { lstat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { stickFolders, unfinishedName } from '../../../contract/programs/stick-layout.ts';
import { fail } from '../../../contract/problem.ts';
import { diskError, systemCode } from '../../site/disk.ts';
import type { FileOutline } from '../outline.ts';
import { chunkRange } from '../outline.ts';
import { lookAt, openPlain } from './stick-files.ts';

/** A file of an issue on a stick, whole or in part. None of its bytes is trusted. */
export interface StickFile {
  /** How many of its bytes are there. */
  readonly bytes: number;
  /** Bytes of one chunk; null when they are not on the stick, or cannot be read. Throws `disk-failing` when the stick is gone. */
  readonly chunk: (index: number) => Promise<Buffer | null>;
  readonly close: () => Promise<void>;
}

/**
 * How much of a file is on the stick: under its own name, or as what a copy left unfinished. Throws `content-damaged`
 * for what cannot be this file: a folder, a link, a pipe, more bytes than it has.
 */
export async function lookForFile(stick: string, file: FileOutline): Promise<{ readonly path: string; readonly bytes: number } | null> {
  for (const name of [file.sha256, unfinishedName(file.sha256)]) {
    const found = await lookAt(stick, stickFolders.content, name);
    if (found.kind === 'nothing') continue;
    if (found.kind === 'not-a-file' || found.bytes > file.bytes) return fail('content-damaged', { what: file.sha256 });
    if (found.bytes > 0) return found;
  }
  return null;
}

/** Null when it is not on the stick. */
export async function openStickFile(stick: string, file: FileOutline): Promise<StickFile | null> {
  const found = await lookForFile(stick, file);
  const opened = found === null ? null : await openPlain(found.path);
  if (opened === null) return null;
  const { handle, bytes } = opened;
  return {
    bytes,
    close: () => handle.close(),
    chunk: async (index) => {
      const { from, to } = chunkRange(file, index);
      if (to > bytes) return null;
      try {
        return await readAt(handle, from, to);
      } catch (error) {
        // A worn stick has places that cannot be read; one that was pulled out has nothing any more.
        if (systemCode(error) === 'EIO' && (await isThere(stick))) return null;
        throw await diskError(error, stick);
      }
    },
  };
}

async function readAt(handle: FileHandle, from: number, to: number): Promise<Buffer | null> {
  const buffer = Buffer.allocUnsafe(to - from);
  for (let done = 0; done < buffer.length; ) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, from + done);
    if (bytesRead === 0) return null;
    done += bytesRead;
  }
  return buffer;
}

async function isThere(stick: string): Promise<boolean> {
  try {
    return (await lstat(join(stick, ...stickFolders.content))).isDirectory();
  } catch {
    return false; // It does not answer.
  }
}

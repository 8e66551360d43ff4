import { constants, lstat, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../../contract/problem.ts';
import { diskError, systemCode } from '../../site/disk.ts';

/*
 * A stick has been in other people's computers. Its folders are never listed: whoever reads knows the names, which are
 * hashes that the county signed, so neither names that climb nor a million of them come into it. Links are not followed,
 * and only plain files are opened.
 */

/** What lies at a name on a stick. */
export type Found = { readonly kind: 'nothing' } | { readonly kind: 'not-a-file' } | { readonly kind: 'file'; readonly path: string; readonly bytes: number };

/** Looks at `<stick>/<folders…>/<name>`, through folders that are folders and no links. Throws `disk-failing`. */
export async function lookAt(stick: string, folders: readonly string[], name: string): Promise<Found> {
  let path = stick;
  try {
    for (const folder of folders) {
      path = join(path, folder);
      if (!(await lstat(path)).isDirectory()) return { kind: 'not-a-file' };
    }
    path = join(path, name);
    const found = await lstat(path);
    return found.isFile() ? { kind: 'file', path, bytes: found.size } : { kind: 'not-a-file' };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { kind: 'nothing' };
    throw await diskError(error, stick);
  }
}

/** Opens a plain file for reading: whatever took its place since it was looked at is neither followed nor waited for. Null when it is none. */
export async function openPlain(path: string): Promise<{ readonly handle: FileHandle; readonly bytes: number } | null> {
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO') return null;
    throw await diskError(error, path);
  }
  const found = await handle.stat();
  if (found.isFile()) return { handle, bytes: found.size };
  await handle.close();
  return null;
}

/**
 * The text of a signed document, null when there is none. Throws `content-damaged` for anything but a plain file of at
 * most `mostBytes`, and for a text whose unsigned head is longer than a head ever is.
 */
export async function readText(stick: string, folders: readonly string[], name: string, mostBytes: number, what: string): Promise<string | null> {
  const bytes = await readSignedBytes(stick, folders, name, mostBytes, what);
  return bytes === null ? null : bytes.toString('latin1').trim(); // A signed text is ASCII; anything else fails its signature.
}

/** As `readText`, for a text that is too long to be made one. */
export async function readSignedBytes(stick: string, folders: readonly string[], name: string, mostBytes: number, what: string): Promise<Buffer | null> {
  const found = await lookAt(stick, folders, name);
  if (found.kind === 'nothing') return null;
  const opened = found.kind === 'file' && found.bytes <= mostBytes ? await openPlain(found.path) : null;
  if (opened === null) return fail('content-damaged', { what });
  const { handle, bytes } = opened;
  try {
    if (bytes > mostBytes) return fail('content-damaged', { what });
    const text = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; ) {
      const { bytesRead } = await handle.read(text, at, bytes - at, at);
      if (bytesRead === 0) return fail('content-damaged', { what });
      at += bytesRead;
    }
    const head = text.subarray(0, MOST_HEAD_CHARACTERS + 1).indexOf('.');
    return head >= 0 ? text : fail('signature-wrong', { what });
  } catch (error) {
    throw await diskError(error, stick);
  } finally {
    await handle.close();
  }
}

/** The head is parsed before its signature is known to be right. */
const MOST_HEAD_CHARACTERS = 2048;

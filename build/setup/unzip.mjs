// @ts-check
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Unpacks files of a zip archive with their modes.
 *
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | null} place where in the folder a file goes; null leaves it out
 */
export async function unzip(archive, folder, place) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive, { lazyEntries: true, strictFileNames: true });
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.endsWith('/') ? null : place(entry.fileName);
    if (name === null) continue;
    const path = join(folder, name);
    const within = relative(folder, path);
    if (within.startsWith('..') || isAbsolute(within)) throw new Error(`${archive} holds a file that would lie outside: ${name}`);
    await mkdir(dirname(path), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode: mode || 0o644 }));
  }
}

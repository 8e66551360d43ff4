import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { releaseOnStick, releaseSchema } from '../../contract/site/release.ts';
import type { Release } from '../../contract/site/release.ts';
import { systemCode } from '../site/disk.ts';
import { readSigned } from '../site/signed.ts';
import { readSmallFile } from '../sticks/files.ts';
import type { OpenReleaseFile } from './assemble.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/** The release that lies on a stick. Throws `update-not-newer` when there is none, `signature-wrong`, `content-damaged`. */
export async function releaseOn(stick: string, key: PublicKey): Promise<Release> {
  const path = join(stick, releaseOnStick.folder, releaseOnStick.document);
  try {
    await lstat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return fail('update-not-newer', {});
    throw error;
  }
  const text = (await readSmallFile(path, MOST_BYTES, 'release')).trim();
  return (await readSigned(text, key, releaseSchema, 'release')).payload;
}

/** Its files. A link in a file's place is not followed. */
export function filesOn(stick: string): OpenReleaseFile {
  return async (file, from, signal) => {
    const path = join(stick, releaseOnStick.folder, releaseOnStick.files, file.sha256);
    if (!(await lstat(path)).isFile()) return fail('content-damaged', { what: file.path });
    return createReadStream(path, { start: from, signal }) as AsyncIterable<Uint8Array>;
  };
}

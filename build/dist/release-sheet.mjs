// @ts-check
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Name of the sheet beside the program; the county reads from it what a folder is when it is released. */
export const RELEASE_SHEET = 'release.json';

/**
 * Says in the packed folder what it is.
 *
 * @param {string} folder
 * @param {{ version: string, development: boolean }} what
 */
export async function writeReleaseSheet(folder, { version, development }) {
  const sheet = { kind: 'release-sheet/1', version, platform: `${process.platform}-${process.arch}`, development };
  await writeFile(join(folder, RELEASE_SHEET), `${JSON.stringify(sheet, null, 2)}\n`);
}

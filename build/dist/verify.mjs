// @ts-check
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { extractFile, getRawHeader } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Problem } from '../run/problem.mjs';
import { fuses } from './fuses.mjs';

/** What may be in the archive, and nothing else: no package, no source map. */
const OURS = /^(package\.json|out\/(main|workers|preload|renderer)\/(?!.*\.map$).+)$/;

/** How a fuse stands in the program's file. */
const SIGN = { off: '0'.charCodeAt(0), on: '1'.charCodeAt(0) };

/**
 * Reads a packed program back: every fuse as it was decided, nothing foreign in the archive, and for every file of it the
 * digest that Electron compares where it checks archives. Throws Problem that names everything that is wrong.
 *
 * @param {object} packed
 * @param {string} packed.folder
 * @param {string} packed.executable its name
 * @param {boolean} packed.development
 */
export async function verify({ folder, executable, development }) {
  const wrong = [...(await wrongFuses(join(folder, executable), fuses({ development }))), ...wrongFiles(join(folder, 'resources', 'app.asar'))];
  if (wrong.length > 0) throw new Problem(`What was packed is not what was asked for:\n${wrong.join('\n')}`);
}

/** @returns {Promise<string[]>} */
async function wrongFuses(/** @type {string} */ executable, /** @type {Record<FuseV1Options, boolean>} */ decided) {
  /** @type {Partial<Record<number, number>>} */
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(decided)
    .filter(([fuse, on]) => wire[Number(fuse)] !== (on ? SIGN.on : SIGN.off))
    .map(([fuse, on]) => `the fuse ${FuseV1Options[Number(fuse)]} is not ${on ? 'on' : 'off'}`);
}

/**
 * Names the files of an archive that are not ours, and those whose digest is missing or another than that of their bytes.
 *
 * @param {string} archive
 * @returns {string[]}
 */
export function wrongFiles(archive) {
  const { header } = getRawHeader(archive);
  return filesIn(header, '').flatMap(({ path, integrity }) => {
    if (!OURS.test(path)) return [`${path} does not belong into the archive`];
    const digest = createHash('sha256').update(extractFile(archive, path)).digest('hex');
    return integrity?.algorithm === 'SHA256' && integrity.hash === digest ? [] : [`${path} has another digest than the archive says`];
  });
}

/**
 * @param {import('@electron/asar').DirectoryRecord} folder
 * @param {string} within
 * @returns {{ path: string, integrity: import('@electron/asar').FileRecord['integrity'] | undefined }[]}
 */
function filesIn(folder, within) {
  return Object.entries(folder.files).flatMap(([name, entry]) => ('files' in entry ? filesIn(entry, `${within}${name}/`) : [{ path: `${within}${name}`, integrity: entry.integrity }]));
}

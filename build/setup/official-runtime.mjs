// @ts-check
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finish, lastLines } from '../run/command.mjs';
import { cache, project } from '../run/paths.mjs';
import { hasCode } from '../run/problem.mjs';
import { say } from '../run/say.mjs';
import { carriedRuntimeFits } from './carried-runtime.mjs';

// A slow line fetches the 120 MB in this time; a dead one is found out long before by the downloader.
const FETCH_TIMEOUT_MS = 10 * 60_000;
const RETRY_AFTER_MS = 24 * 3600_000;

const home = join(project, 'node_modules', 'electron');
const note = join(cache, 'official-electron-out-of-reach.json');

/** @returns {Promise<import('./electron.mjs').Runtime | null>} null when it is not there, or not whole */
export async function installedOfficial() {
  const version = await wantedVersion();
  const path = await readIfThere(join(home, 'path.txt')); // What the installer writes last.
  const there = await readIfThere(join(home, 'dist', 'version'));
  if (path === null || there?.trim().replace(/^v/, '') !== version) return null;
  const folder = join(home, 'dist');
  return { name: 'official', version, folder, executable: join(folder, path) };
}

/**
 * Fetches it. After a failure the network is left alone for a day where there is a carried runtime to use instead.
 *
 * @returns {Promise<import('./electron.mjs').Runtime | { failure: string }>}
 */
export async function fetchOfficial(now = Date.now()) {
  const version = await wantedVersion();
  if (carriedRuntimeFits && isRecent(await readIfThere(note), version, now)) {
    return { failure: 'It was out of reach less than a day ago.' };
  }
  say(`Electron: fetching the official runtime (${version})`);
  const installer = await finish(process.execPath, [join(home, 'install.js')], { timeoutMs: FETCH_TIMEOUT_MS });
  const installed = installer.code === 0 ? await installedOfficial() : null;
  if (installed !== null) {
    await rm(note, { force: true });
    return installed;
  }
  const failure = installer.timedOut ? 'It took too long.' : lastLines(installer, 3);
  say(`Electron: the official runtime is out of reach${carriedRuntimeFits ? '; it is tried again in a day' : ''}`);
  await mkdir(cache, { recursive: true });
  await writeFile(note, JSON.stringify({ version, failedAt: now, failure }));
  return { failure };
}

/** Whether a note tells of a failed download of this version within the last day. */
export function isRecent(/** @type {string | null} */ text, /** @type {string} */ version, /** @type {number} */ now) {
  if (text === null) return false;
  try {
    const failed = JSON.parse(text);
    return failed.version === version && now - failed.failedAt >= 0 && now - failed.failedAt < RETRY_AFTER_MS;
  } catch {
    return false; // Torn: try again.
  }
}

/** @returns {Promise<string>} */
async function wantedVersion() {
  return JSON.parse(await readFile(join(home, 'package.json'), 'utf8')).version;
}

async function readIfThere(/** @type {string} */ file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

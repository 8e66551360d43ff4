// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finish, lastLines } from '../run/command.mjs';
import { lock } from '../run/lock.mjs';
import { out, project } from '../run/paths.mjs';
import { hasCode, Problem } from '../run/problem.mjs';
import { say } from '../run/say.mjs';

/** Installs the packages that package-lock.json names, when others are there or none. */
export async function installPackages() {
  if (await areInstalled()) return;
  const release = await lock(join(out, 'packages.lock'), () => say('packages: waiting for another set-up that is installing them'));
  try {
    if (await areInstalled()) return;
    say('packages: installing with npm ci');
    // Tools of development are needed whatever NODE_ENV says.
    const npm = await finish('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    if (npm.code !== 0) throw new Problem(`The packages could not be installed. npm says:\n${lastLines(npm)}`);
  } finally {
    release();
  }
}

async function areInstalled() {
  // npm writes this one when an installation is complete, and removes it before the next.
  const installed = await readLock('node_modules/.package-lock.json');
  const wanted = await readLock('package-lock.json');
  if (wanted === null) throw new Problem('package-lock.json is missing: this is not the whole project.');
  return installed !== null && isInstalled(wanted, installed);
}

/** @typedef {{ packages: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lock */

/** @returns {Promise<Lock | null>} null when there is none */
async function readLock(/** @type {string} */ name) {
  try {
    return JSON.parse(await readFile(join(project, name), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whether what is installed is what is wanted: the same places, the same contents. What is optional may be absent. */
export function isInstalled(/** @type {Lock} */ wanted, /** @type {Lock} */ installed) {
  const surplus = new Set(Object.keys(installed.packages));
  for (const [place, entry] of Object.entries(wanted.packages)) {
    if (place === '') continue;
    const there = installed.packages[place];
    if (there === undefined && entry.optional !== true) return false;
    if (there !== undefined && (there.version !== entry.version || there.integrity !== entry.integrity)) return false;
    surplus.delete(place);
  }
  return surplus.size === 0;
}

// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finish, lastLines } from '../run/command.mjs';
import { lock } from '../run/lock.mjs';
import { out, project } from '../run/paths.mjs';
import { hasCode, Problem } from '../run/problem.mjs';
import { say } from '../run/say.mjs';
import { outputs } from './outputs.mjs';
import { contentHash } from './stamp.mjs';

/** @typedef {import('./outputs.mjs').OutputName} OutputName */

/**
 * Builds those of the outputs whose sources are others than at their last build.
 *
 * @param {readonly OutputName[]} names
 */
export async function buildWhatChanged(names) {
  if ((await changed(names)).length === 0) return;
  const release = await lock(join(out, 'build.lock'), () => say('build: waiting for another one'));
  try {
    const needed = await changed(names);
    if (needed.length === 0) return;
    say(`build: ${needed.join(', ')}`);
    // In a process of its own, so that the bundler's memory is given back.
    const build = await finish(process.execPath, [join(project, 'build', 'build.mjs'), ...needed], { env: { ...process.env, NO_COLOR: '1' } });
    if (build.code !== 0) throw new Problem(`The build failed:\n${lastLines(build)}`);
  } finally {
    release();
  }
}

/** @returns {Promise<OutputName[]>} */
async function changed(/** @type {readonly OutputName[]} */ names) {
  const upToDate = await Promise.all(names.map(isUpToDate));
  return names.filter((_, index) => !upToDate[index]);
}

async function isUpToDate(/** @type {OutputName} */ name) {
  if (!existsSync(join(project, outputs[name].product))) return false;
  try {
    return (await readFile(stampFile(name), 'utf8')) === hashOf(name);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/**
 * Runs a build and stamps what it made with the state that its sources had before.
 *
 * @param {OutputName} name
 * @param {() => Promise<unknown>} build
 */
export async function stamped(name, build) {
  const hash = hashOf(name);
  await rm(stampFile(name), { force: true });
  await build();
  await mkdir(join(out, 'stamps'), { recursive: true });
  await writeFile(stampFile(name), hash);
}

function stampFile(/** @type {OutputName} */ name) {
  return join(out, 'stamps', name);
}

function hashOf(/** @type {OutputName} */ name) {
  return contentHash(project, [...outputs[name].sources, 'build/vite', 'package.json', 'package-lock.json']);
}

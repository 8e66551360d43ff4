// @ts-check
import { Problem } from '../run/problem.mjs';
import { say } from '../run/say.mjs';
import { carriedRuntime, carriedRuntimeFits } from './carried-runtime.mjs';
import { fetchOfficial, installedOfficial } from './official-runtime.mjs';

/**
 * The Electron that the terminal runs on here. `official` is what is shipped to sites; `carried` takes its place for
 * development and tests where the official download is out of reach.
 *
 * @typedef {object} Runtime
 * @property {'official' | 'carried'} name
 * @property {string} version
 * @property {string} folder
 * @property {string} executable
 */

/**
 * Electron: what is installed, else the official one from the network, else the carried one.
 *
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime() {
  const runtime = (await installedOfficial()) ?? (await otherwise(await fetchOfficial()));
  say(`Electron: ${runtime.version}, ${runtime.name} runtime`);
  return runtime;
}

/** @param {Runtime | { failure: string }} fetched */
async function otherwise(fetched) {
  if (!('failure' in fetched)) return fetched;
  if (carriedRuntimeFits) return carriedRuntime();
  throw new Problem(
    `Electron could not be fetched:\n${fetched.failure}\n\n` +
      'Try "npx install-electron" where the network allows it, or name a mirror in ELECTRON_MIRROR and start again.',
  );
}

// @ts-check
import { buildWhatChanged } from './build.mjs';
import { electronRuntime } from './electron.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { installPackages } from './packages.mjs';
import { provideSystemLibraries } from './system-libraries.mjs';

/** Node is new enough and the packages are there: what every command needs. */
export async function setUpPackages() {
  checkNodeVersion();
  await installPackages();
}

/** As `setUpPackages`, and Electron can be started. */
export async function setUpElectron() {
  await setUpPackages();
  const runtime = await electronRuntime();
  await provideSystemLibraries(runtime);
  return runtime;
}

/**
 * As `setUpElectron`, and these outputs are built from the present sources.
 *
 * @param {readonly import('./outputs.mjs').OutputName[]} outputs
 */
export async function setUpProgram(outputs) {
  const runtime = await setUpElectron();
  await buildWhatChanged(outputs);
  return runtime;
}

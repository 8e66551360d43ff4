// @ts-check
import { finish } from '../run/command.mjs';
import { Problem } from '../run/problem.mjs';
import { say } from '../run/say.mjs';
import { hasVirtualDisplay, needsVirtualDisplay } from '../run/virtual-display.mjs';
import { hasApt, installCommand, installPackages, packageNames } from './apt.mjs';

/** Every system package that Electron needs on a bare machine, by its name in older releases of Debian and Ubuntu. */
const ELECTRON_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1'];
const DISPLAY_PACKAGES = ['xvfb'];

/**
 * Sees to it that this Electron can be started here: installs what the system lacks where that is possible, else
 * throws a `Problem` with the command to give.
 *
 * @param {import('./electron.mjs').Runtime} runtime
 */
export async function provideSystemLibraries(runtime) {
  if (process.platform !== 'linux') return;
  const lacking = await lacks(runtime);
  if (lacking.length === 0) return;
  const what = summary(lacking.map((part) => part.name));
  const wanted = [...new Set(lacking.flatMap((part) => part.packages))];
  if (!(await hasApt())) {
    throw new Problem(`The system lacks ${what}. Install what Debian calls ${wanted.join(', ')}, then start again.`);
  }
  if (process.getuid?.() !== 0) {
    const names = await packageNames(wanted);
    throw new Problem(`The system lacks ${what}. Give this command, then start again:\n\n  ${installCommand(names)}`);
  }
  say(`system: installing ${wanted.join(', ')} with apt-get`);
  await installPackages(wanted);
  const still = await lacks(runtime);
  if (still.length > 0) throw new Problem(`After installing ${wanted.join(', ')} the system still lacks ${summary(still.map((part) => part.name))}.`);
}

/** @returns {Promise<{ name: string, packages: readonly string[] }[]>} */
async function lacks(/** @type {import('./electron.mjs').Runtime} */ runtime) {
  const ldd = await finish('ldd', [runtime.executable]);
  const libraries = missingLibraries(ldd.stdout).map((name) => ({ name, packages: ELECTRON_PACKAGES }));
  const display = needsVirtualDisplay() && !(await hasVirtualDisplay()) ? [{ name: 'Xvfb', packages: DISPLAY_PACKAGES }] : [];
  return [...display, ...libraries];
}

/** The first names, and how many more there are. */
export function summary(/** @type {readonly string[]} */ names, most = 4) {
  const more = names.length - most;
  return names.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The libraries that `ldd` did not find, each once. */
export function missingLibraries(/** @type {string} */ lddOutput) {
  return [...new Set([...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? ''))];
}

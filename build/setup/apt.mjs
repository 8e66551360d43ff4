// @ts-check
import { finish, lastLines } from '../run/command.mjs';
import { hasCode, Problem } from '../run/problem.mjs';

const INSTALL = ['install', '--yes', '--no-install-recommends'];
// In runlevel 1 Debian starts no services.
const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };

/** Whether this is Debian, Ubuntu or a system made from them. */
export async function hasApt() {
  try {
    return (await finish('apt-get', ['--version'])).code === 0;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** What a person types to install packages. */
export function installCommand(/** @type {readonly string[]} */ names) {
  return `sudo apt-get update && sudo apt-get ${INSTALL.join(' ')} ${names.join(' ')}`;
}

/** Installs packages, given by the names of older releases. Needs root. A server among them is not started. */
export async function installPackages(/** @type {readonly string[]} */ wanted) {
  await aptGet(['update']);
  await aptGet([...INSTALL, ...(await packageNames(wanted))]);
}

/** The packages' names in this release: newer ones add `t64` to those that hold a 64-bit time. */
export function packageNames(/** @type {readonly string[]} */ wanted) {
  return Promise.all(
    wanted.map(async (name) => {
      const newer = await finish('apt-cache', ['show', `${name}t64`]);
      return newer.code === 0 ? `${name}t64` : name;
    }),
  );
}

async function aptGet(/** @type {readonly string[]} */ words) {
  // Another apt-get, at the start of a machine say, is waited for.
  const apt = await finish('apt-get', ['--quiet', '--quiet', '--option', 'DPkg::Lock::Timeout=300', ...words], { env: environment });
  if (apt.code !== 0) throw new Problem(`apt-get ${words.join(' ')} failed:\n${lastLines(apt)}`);
}

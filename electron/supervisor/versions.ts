import { join } from 'node:path';
import { programVersionSchema } from '../../contract/site/release.ts';
import { makeFolder, replaceFile, syncFolder, systemCode } from '../site/disk.ts';
import { plainFs } from '../site/plain-fs.ts';

const { readFile, readdir, rename, rm } = plainFs.promises;

/**
 * The folder of the program's versions, which `supervise.sh` starts them from:
 *
 *     versions/1.4.0/   a whole program
 *     current           the version that is started
 *     previous          the one before it
 *     trial             there while `current` has not come up well; holds how often it was started
 *     given-up          a version that did not, one line
 */
export interface Versions {
  readonly current: string;
  readonly previous: string | null;
  /** `current` has yet to prove itself. */
  readonly onTrial: boolean;
  readonly givenUp: string | null;
}

/** What the pointers say; null when this is no such folder. */
export async function readVersions(root: string): Promise<Versions | null> {
  const read = (name: string): Promise<string | null> => readIfThere(join(root, name));
  const [current, previous, trial, givenUp] = await Promise.all([read('current'), read('previous'), read('trial'), read('given-up')]);
  const version = versionIn(current);
  return version === null ? null : { current: version, previous: versionIn(previous), onTrial: trial !== null, givenUp: versionIn(givenUp) };
}

export function versionFolder(root: string, version: string): string {
  return join(root, 'versions', programVersionSchema.parse(version));
}

/** From the next start on, `version` runs, on trial. Whatever happens in between, one whole version is the current one. */
export async function switchTo(root: string, version: string, from: string): Promise<void> {
  await replaceFile(join(root, 'previous'), `${from}\n`);
  // First the trial, then the pointer: a version that starts without being on trial would never be rolled back.
  await replaceFile(join(root, 'trial'), '0\n');
  await replaceFile(join(root, 'current'), `${programVersionSchema.parse(version)}\n`);
}

/** The version that runs has come up well. Gives the one it replaced, null when it was not on trial. */
export async function proveVersion(root: string): Promise<string | null> {
  const versions = await readVersions(root);
  if (versions?.onTrial !== true) return null;
  await rm(join(root, 'trial'), { force: true });
  await syncFolder(root);
  return versions.previous === versions.current ? null : versions.previous;
}

/** The version that was given up, once: afterwards it is only remembered not to be taken again. */
export async function takeRollBackNote(root: string): Promise<string | null> {
  const note = versionIn(await readIfThere(join(root, 'rolled-back')));
  if (note === null) return null;
  await rm(join(root, 'rolled-back'), { force: true });
  await syncFolder(root);
  return note;
}

/** Removes versions that are neither the current nor the previous one, and what was being put together. */
export async function tidyVersions(root: string, keep: readonly string[]): Promise<void> {
  await makeFolder(join(root, 'versions'));
  for (const name of await readdir(join(root, 'versions'))) {
    if (keep.includes(name)) continue;
    // First out of the way: half a version must not look like a whole one.
    const aside = join(root, 'versions', `.old-${name.replace(/^\.old-/, '')}`);
    if (!name.startsWith('.')) await rename(join(root, 'versions', name), aside);
    await rm(name.startsWith('.') ? join(root, 'versions', name) : aside, { recursive: true, force: true });
  }
}

function versionIn(text: string | null): string | null {
  const parsed = programVersionSchema.safeParse(text?.trim());
  return parsed.success ? parsed.data : null;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

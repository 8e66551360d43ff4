import { cp, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CountyConfig } from '../config.ts';
import { databaseFolder, openCounty } from '../county.ts';
import { isSystemError } from '../files.ts';
import { InputError, parseJsonInput, readInput } from '../input.ts';
import { contentPath, storeFile } from '../publish/content-store.ts';
import { DATABASE_FOLDER, KEY_FILE, SET_FILE, backupSetSchema } from './backup-set.ts';
import type { BackupSet } from './backup-set.ts';
import { raiseVersions } from './raise-versions.ts';

const MAX_SET_BYTES = 256 * 1024 * 1024;

/**
 * Makes the data folder anew from a backup, or from the newest whole one of a folder of backups. The data folder appears
 * when everything is in it.
 * @throws InputError when the data folder holds something, or the backup is not whole
 */
export async function restoreCounty(config: CountyConfig, folder: string): Promise<BackupSet> {
  if (config.databaseUrl !== null) throw new InputError(['DATABASE_URL is set: restore that database by its own means. This word is for the embedded one.']);
  await refuseFull(config.data);
  const set = await findSet(folder);
  const told = parseJsonInput(join(set, SET_FILE), await readInput(join(set, SET_FILE), { maxBytes: MAX_SET_BYTES }), backupSetSchema);
  const aside = `${config.data}.restoring`;
  await rm(aside, { recursive: true, force: true });
  try {
    await mkdir(join(aside, 'keys'), { recursive: true, mode: 0o700 });
    await cp(join(set, KEY_FILE), join(aside, 'keys', 'county.jwk'));
    await mkdir(databaseFolder(aside), { recursive: true, mode: 0o700 });
    await cp(join(set, DATABASE_FOLDER), join(databaseFolder(aside), 'data'), { recursive: true });
    for (const { sha256 } of told.content) {
      const stored = await storeFile(aside, contentPath(dirname(set), sha256)).catch(ignoreMissing);
      if (stored?.sha256 !== sha256) throw new InputError([`The backup lacks the program file ${sha256}, or holds it damaged.`]);
    }
    await raise({ ...config, data: aside, keyFile: join(aside, 'keys', 'county.jwk') });
    await rename(aside, config.data);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return told;
}

async function raise(config: CountyConfig): Promise<void> {
  const deps = await openCounty(config);
  try {
    await raiseVersions(deps);
  } finally {
    await deps.database.close();
  }
}

/** An empty folder is taken away; one that holds something is never written over. */
async function refuseFull(data: string): Promise<void> {
  try {
    await rmdir(data);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return;
    if (isSystemError(error, 'ENOTEMPTY') || isSystemError(error, 'EEXIST')) {
      throw new InputError([`${data} holds something. Move it away first, or name another folder by --data.`]);
    }
    throw error;
  }
}

async function findSet(folder: string): Promise<string> {
  const names = await readdir(folder).catch(ignoreMissing);
  if (names?.includes(SET_FILE) === true) return resolve(folder);
  // Named by their time, so the last one is the newest.
  for (const name of (names ?? []).sort().reverse()) {
    const inside = name === 'content' ? undefined : await readdir(join(folder, name)).catch(ignoreMissing);
    if (inside?.includes(SET_FILE) === true) return resolve(folder, name);
  }
  throw new InputError([`There is no whole backup in ${folder}.`]);
}

function ignoreMissing(error: unknown): undefined {
  if (!isSystemError(error, 'ENOENT') && !isSystemError(error, 'ENOTDIR')) throw error;
}

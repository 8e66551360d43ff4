import { cp, mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { databaseFolder } from '../county.ts';
import type { CountyDeps } from '../deps.ts';
import { isSystemError, syncFolder } from '../files.ts';
import { InputError } from '../input.ts';
import { contentPath, storeFile } from '../publish/content-store.ts';
import { DATABASE_FOLDER, KEY_FILE, SET_FILE } from './backup-set.ts';
import type { BackupSet } from './backup-set.ts';

export interface Backup {
  /** The folder of this backup. */
  readonly set: string;
  readonly files: number;
  readonly bytes: number;
  /** Program files that were not in the folder of backups yet. */
  readonly copied: number;
}

/**
 * Makes a backup in a folder of backups while the county goes on working. Program files that the folder has from an
 * earlier backup are not copied again.
 * @throws InputError for a county on a PostgreSQL server, which has better means of its own
 */
export async function backUp(deps: CountyDeps, folder: string): Promise<Backup> {
  const { config, database, keys } = deps;
  if (config.databaseUrl !== null) {
    throw new InputError(['This county’s database is on a PostgreSQL server: back that up with pg_dump, and copy the content folder and the key beside it.']);
  }
  const madeAt = deps.now().toISOString();
  const set = join(folder, madeAt.replace(/[:.]/g, '-'));
  await mkdir(set, { recursive: true, mode: 0o700 });
  const files = await database.transaction(async (queries) => {
    // The embedded database has one connection. While it is held here nothing is written, and the files say what it says.
    await sql`checkpoint`.execute(queries);
    await cp(join(databaseFolder(config.data), 'data'), join(set, DATABASE_FOLDER), { recursive: true });
    return queries.selectFrom('files').select(['sha256', 'bytes']).orderBy('sha256').execute();
  });
  await cp(config.keyFile, join(set, KEY_FILE));
  let copied = 0;
  for (const { sha256, bytes } of files) copied += await copyContent(config.data, folder, sha256, bytes);
  await syncTree(set);
  await writeSynced(join(set, SET_FILE), { kind: 'county-backup/1', madeAt, fingerprint: keys.fingerprint, content: files });
  await syncFolder(set);
  await syncFolder(folder);
  return { set, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), copied };
}

/** Returns 1 when the file had to be copied. */
async function copyContent(from: string, to: string, sha256: string, bytes: number): Promise<number> {
  if ((await sizeOf(contentPath(to, sha256))) === bytes) return 0;
  const stored = await storeFile(to, contentPath(from, sha256));
  if (stored.sha256 !== sha256) throw new InputError([`The program file ${sha256} is damaged: publish its issue again, then back up.`]);
  return 1;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null;
    throw error;
  }
}

/** A copy is only a backup once it is on the disk. */
async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else await syncFile(path);
  }
  await syncFolder(folder);
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeSynced(path: string, set: BackupSet): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(set)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from '../run/say.mjs';
import { hasApt, installPackages } from './apt.mjs';

const PROGRAMS = ['initdb', 'postgres', 'psql'];
/** Where Debian puts them, below the folder of each version. */
const DEBIAN = '/usr/lib/postgresql';

/**
 * The folder of PostgreSQL's programs: Debian's newest version, else on the path; null where it is not installed.
 *
 * @returns {string | null}
 */
export function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => PROGRAMS.every((name) => existsSync(join(folder, name)))) ?? null;
}

/** Installs PostgreSQL where that is possible; whether it is there then. It is not started: tests make servers of their own. */
export async function providePostgres() {
  if (findPostgres() !== null) return true;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !(await hasApt())) return false;
  say('system: installing postgresql with apt-get, for tests');
  await installPackages(['postgresql']);
  return findPostgres() !== null;
}

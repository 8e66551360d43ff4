import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { programPlatformSchema, programVersionSchema, releaseFileSchema, releaseSchema } from '../../contract/site/release.ts';
import type { ReleaseFile } from '../../contract/site/release.ts';
import { wallTimeSchema } from '../../contract/values.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { isSystemError } from '../files.ts';
import { InputError } from '../input.ts';
import { storeFile } from '../publish/content-store.ts';
import { sha256Of } from '../signed-answer.ts';
import { isInWave } from './wave.ts';

const SHEET = 'release.json';
const EXECUTABLES: Readonly<Record<string, string>> = { linux: 'distance-education-terminal', win32: 'distance-education-terminal.exe' };

/** What packaging writes into a packed folder. */
const sheetSchema = z.object({ kind: z.literal('release-sheet/1'), version: programVersionSchema, platform: programPlatformSchema, development: z.boolean() });

export interface Released {
  readonly version: string;
  readonly platform: string;
  readonly number: number;
  readonly files: number;
  readonly bytes: number;
  /** Of a hundred sites. */
  readonly share: number;
}

export interface ReleaseOptions {
  /** How many of a hundred sites get it at once. */
  readonly share: number;
  /** One that was packed for development only, for a county that is tried out. */
  readonly allowDevelopment: boolean;
}

/**
 * Takes a packed folder of the terminal in, and signs it as a version that terminals may go over to. The same folder again
 * changes nothing but the share. Throws InputError for a folder that is none, or another program under the same version.
 */
export async function releaseFolder(deps: CountyDeps, folder: string, { share, allowDevelopment }: ReleaseOptions): Promise<Released> {
  const { version, platform, development } = await readSheet(folder);
  if (development && !allowDevelopment) {
    throw new InputError([`${folder} was packed for development only, on a carried Electron: it is not for sites. (--development takes it all the same, to try releases out.)`]);
  }
  const files = await takeIn(deps, folder);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const executable = EXECUTABLES[platform.split('-')[0] ?? ''] ?? '';
  return deps.database.transaction(async (queries) => {
    const known = await queries.selectFrom('releases').selectAll().where('platform', '=', platform).where('version', '=', version).forUpdate().executeTakeFirst();
    for (const { sha256, bytes: size } of files) {
      await queries.insertInto('release_files').values({ sha256, bytes: size }).onConflict((conflict) => conflict.column('sha256').doNothing()).execute();
    }
    if (known !== undefined) {
      if (!sameFiles(known.jws, files)) throw new InputError([`Version ${version} was released with other files: give this one a version of its own.`]);
      await queries.updateTable('releases').set({ share, withdrawn_at: null }).where('platform', '=', platform).where('version', '=', version).execute();
      return { version, platform, number: known.number, files: files.length, bytes, share };
    }
    const last = await queries.selectFrom('releases').select(({ fn }) => fn.max('number').as('number')).executeTakeFirst();
    const number = (last?.number ?? 0) + 1;
    const publishedAt = deps.now();
    const release = releaseSchema.safeParse({ kind: 'release/1', number, version, platform, executable, publishedAt: wallTimeSchema.parse(publishedAt.toISOString()), files });
    if (!release.success) throw new InputError([`${folder} cannot be released: ${z.prettifyError(release.error)}`]);
    const jws = await deps.keys.sign(release.data);
    await queries
      .insertInto('releases')
      .values({ platform, version, number, jws, jws_sha256: sha256Of(jws), share, published_at: publishedAt, withdrawn_at: null })
      .execute();
    return { version, platform, number, files: files.length, bytes, share };
  });
}

/** Takes a version back: terminals that have not gone over to it do not any more. Throws CountyError `not-found`. */
export async function withdrawRelease(deps: CountyDeps, version: string): Promise<void> {
  const done = await deps.database.tables.updateTable('releases').set({ withdrawn_at: deps.now() }).where('version', '=', version).executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw new CountyError('not-found', 404, `The county has released no version ${version}.`);
}

/** The signed release that a terminal of this site should go over to, null for none. `now`: its turn does not matter. */
export async function releaseFor(deps: CountyDeps, asked: { readonly site: string; readonly platform: string; readonly version: string; readonly now: boolean }): Promise<string | null> {
  const rows = await deps.database.tables
    .selectFrom('releases')
    .select(['version', 'jws', 'share'])
    .where('platform', '=', asked.platform)
    .where('withdrawn_at', 'is', null)
    .orderBy('number', 'desc')
    .execute();
  const next = rows.find(({ version, share }) => asked.now || isInWave(asked.site, version, share));
  return next === undefined || next.version === asked.version ? null : next.jws;
}

async function readSheet(folder: string): Promise<z.infer<typeof sheetSchema>> {
  let text: string;
  try {
    text = await readFile(join(folder, SHEET), 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) throw new InputError([`${folder} is no packed terminal: it has no ${SHEET}. “npm run dist” makes one.`]);
    throw error;
  }
  const sheet = sheetSchema.safeParse(parsed(text));
  if (!sheet.success) throw new InputError([`${join(folder, SHEET)} is not as packaging writes it: ${z.prettifyError(sheet.error)}`]);
  return sheet.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Fits no schema.
  }
}

async function takeIn(deps: CountyDeps, folder: string): Promise<readonly ReleaseFile[]> {
  const files: ReleaseFile[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const within = path.slice(folder.replace(/[\\/]+$/, '').length + 1).replaceAll('\\', '/');
    if (!entry.isFile()) throw new InputError([`${path} is a link, which a release cannot carry.`]);
    const { mode } = await stat(path);
    const { sha256, bytes } = await storeFile(deps.config.data, path, { probablyHere: true });
    const file = releaseFileSchema.safeParse({ path: within, bytes, sha256, executable: (mode & 0o100) !== 0 });
    if (!file.success) throw new InputError([`${path} cannot be released: ${z.prettifyError(file.error)}`]);
    files.push(file.data);
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function sameFiles(jws: string, files: readonly ReleaseFile[]): boolean {
  const payload: unknown = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return JSON.stringify(releaseSchema.parse(payload).files) === JSON.stringify(files);
}

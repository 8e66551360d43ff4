import { copyFile, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseOnStick, releaseSchema } from '../../contract/site/release.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { isSystemError } from '../files.ts';
import { contentPath } from '../publish/content-store.ts';

/** Writes the newest release for a platform to a stick; what is there already is left alone. Gives its version. */
export async function writeReleaseToStick(deps: CountyDeps, stick: string, platform: string): Promise<string> {
  const row = await deps.database.tables
    .selectFrom('releases')
    .select(['version', 'jws'])
    .where('platform', '=', platform)
    .where('withdrawn_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) throw new CountyError('not-found', 404, `The county has released no program for ${platform}.`);
  const { files } = releaseSchema.parse(JSON.parse(Buffer.from(row.jws.split('.')[1] ?? '', 'base64url').toString('utf8')));
  const folder = join(stick, releaseOnStick.folder);
  await mkdir(join(folder, releaseOnStick.files), { recursive: true });
  for (const { sha256, bytes } of files) {
    const target = join(folder, releaseOnStick.files, sha256);
    if ((await sizeOf(target)) === bytes) continue;
    await copyFile(contentPath(deps.config.data, sha256), `${target}.part`);
    await rename(`${target}.part`, target);
  }
  // Last: a stick that was pulled out in between has no release, rather than half of one.
  await writeFile(join(folder, `${releaseOnStick.document}.part`), `${row.jws}\n`);
  await rename(join(folder, `${releaseOnStick.document}.part`), join(folder, releaseOnStick.document));
  return row.version;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null;
    throw error;
  }
}

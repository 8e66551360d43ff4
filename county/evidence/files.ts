import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../../contract/values.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { isSystemError, syncFolder } from '../files.ts';
import type { EvidenceAnswer } from '../../contract/http.ts';

/** Where the picture with this hash lies. */
function pathOf(data: string, sha256: Sha256): { readonly folder: string; readonly path: string } {
  const folder = join(data, 'evidence', sha256.slice(0, 2));
  return { folder, path: join(folder, sha256) };
}

/**
 * Of these pictures of a journal, those that its events name and that are missing here, and those that are here. The folder is asked, not a note
 * of what came: a county that was restored without its pictures asks for them again.
 */
export async function whichAreWanted({ database, config }: CountyDeps, journal: string, pictures: readonly Sha256[]): Promise<EvidenceAnswer> {
  if (pictures.length === 0) return { wanted: [], here: [] };
  const rows = await database.tables.selectFrom('evidence_pictures').select(['sha256', 'bytes']).where('journal', '=', journal).where('sha256', 'in', pictures).execute();
  const answer: { wanted: Sha256[]; here: Sha256[] } = { wanted: [], here: [] };
  for (const { sha256, bytes } of rows) answer[(await sizeOf(pathOf(config.data, sha256).path)) === bytes ? 'here' : 'wanted'].push(sha256);
  return answer;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null;
    throw error;
  }
}

/**
 * Keeps a picture of this journal; durable when it resolves, and the same one again changes nothing. Throws CountyError
 * `not-found` for one that no stored event of the journal names, and `bad-request` for other bytes than it names.
 */
export async function keepPicture(deps: CountyDeps, journal: string, sha256: Sha256, bytes: Uint8Array): Promise<void> {
  const { tables } = deps.database;
  const named = await tables.selectFrom('evidence_pictures').select(['bytes', 'media_type']).where('journal', '=', journal).where('sha256', '=', sha256).executeTakeFirst();
  if (named === undefined) throw new CountyError('not-found', 404, 'No record of this terminal that has arrived names this picture.');
  const isIt = bytes.byteLength === named.bytes && createHash('sha256').update(bytes).digest('hex') === sha256 && looksLike(named.media_type, bytes);
  if (!isIt) throw new CountyError('bad-request', 400, 'These are not the bytes of the picture that the record names.');
  const { folder, path } = pathOf(deps.config.data, sha256);
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `${randomUUID()}.new`);
  try {
    const handle = await open(aside, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
    await syncFolder(folder);
  } finally {
    await rm(aside, { force: true });
  }
}

/** A picture with its media type. Throws CountyError `not-found`, also for one of a site that may not be seen. */
export async function readPicture(deps: CountyDeps, journal: string, sha256: Sha256, township: string | null): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
  const named = await deps.database.tables
    .selectFrom('evidence_pictures as p')
    .innerJoin('sites as s', 's.site', 'p.site')
    .select('p.media_type')
    .where('p.journal', '=', journal)
    .where('p.sha256', '=', sha256)
    .$if(township !== null, (query) => query.where('s.township', '=', township))
    .executeTakeFirst();
  if (named === undefined) throw new CountyError('not-found', 404, 'There is no such picture.');
  try {
    return { bytes: await readFile(pathOf(deps.config.data, sha256).path), mediaType: named.media_type };
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) throw new CountyError('not-found', 404, 'The picture has not come yet.');
    throw error;
  }
}

/** What is served as a picture must be one. */
function looksLike(mediaType: string, bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return mediaType === 'image/webp' ? text.startsWith('RIFF') && text.endsWith('WEBP') : text.startsWith('\xff\xd8\xff');
}

import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_PICTURE_BYTES, pictureMimes } from '../../contract/information/item.ts';
import type { Picture } from '../../contract/information/item.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { storeFile } from '../publish/content-store.ts';
import { kindOfBytes } from '../publish/file-kinds.ts';
import type { Editor } from './item-rows.ts';

export type StoredPicture = Omit<Picture, 'step'>;

/** Largest side, in pixels: what no old PC has the memory to show is no picture. */
const MAX_SIDE = 8192;

/** Why these bytes cannot be a picture of an item; its kind by its first bytes when they can. */
export function pictureKind(bytes: Buffer): StoredPicture['mime'] | 'too-large' | 'no-picture' {
  if (bytes.length > MAX_PICTURE_BYTES) return 'too-large';
  const mime = pictureMimes.find((one) => one === kindOfBytes(bytes.subarray(0, 16)));
  const size = mime === undefined ? null : sizeOf(bytes, mime);
  return mime === undefined || size === null || Math.max(...size) > MAX_SIDE || Math.min(...size) < 1 ? 'no-picture' : mime;
}

/**
 * Lays a picture down among the county's files, from where terminals fetch it, under the name by which a table may speak of it.
 * Throws CountyError `bad-request` for what is none, `too-large`.
 */
export async function storePicture(deps: CountyDeps, name: string, bytes: Buffer, { at, by }: Editor): Promise<StoredPicture> {
  const mime = pictureKind(bytes);
  if (mime === 'too-large') throw new CountyError('too-large', 413, `A picture has at most ${MAX_PICTURE_BYTES / 1024} KB.`);
  if (mime === 'no-picture') throw new CountyError('bad-request', 400, 'This is not a JPEG, PNG or WebP picture.');
  const incoming = join(deps.config.data, 'content', 'incoming');
  await mkdir(incoming, { recursive: true });
  const aside = join(incoming, randomUUID());
  try {
    await writeFile(aside, bytes);
    const { sha256 } = await storeFile(deps.config.data, aside);
    await deps.database.transaction(async (queries) => {
      await queries.insertInto('files').values({ sha256, bytes: bytes.length, mime, stored_at: at }).onConflict((conflict) => conflict.column('sha256').doNothing()).execute();
      await queries
        .insertInto('information_pictures')
        .values({ sha256, name, uploaded_at: at, uploaded_by: by })
        .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ name, uploaded_at: at, uploaded_by: by }))
        .execute();
    });
    return { sha256, bytes: bytes.length, mime };
  } finally {
    await rm(aside, { force: true });
  }
}

/** Pictures by the name they were uploaded under (the newest of a name), and by their hash. */
export async function findPictures(queries: Queries, names: readonly string[]): Promise<ReadonlyMap<string, StoredPicture>> {
  if (names.length === 0) return new Map();
  const rows = await queries
    .selectFrom('information_pictures as p')
    .innerJoin('files as f', 'f.sha256', 'p.sha256')
    .select(['p.name', 'f.sha256', 'f.bytes', 'f.mime'])
    .where((where) => where.or([where('p.name', 'in', names), where('p.sha256', 'in', names)]))
    .orderBy('p.uploaded_at')
    .execute();
  return new Map(
    rows.flatMap(({ name, sha256, bytes, mime: stored }): (readonly [string, StoredPicture])[] => {
      const mime = pictureMimes.find((one) => one === stored);
      const picture = mime === undefined ? null : { sha256, bytes, mime };
      return picture === null ? [] : [[name, picture], [sha256, picture]];
    }),
  );
}

/** Width and height as the head of the file says; null for a head that says none. */
function sizeOf(bytes: Buffer, mime: StoredPicture['mime']): readonly [number, number] | null {
  if (mime === 'image/png') return bytes.length < 24 ? null : [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (mime === 'image/jpeg') return jpegSize(bytes);
  return webpSize(bytes);
}

function jpegSize(bytes: Buffer): readonly [number, number] | null {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // SOF0 to SOF15, without the tables that stand between them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function webpSize(bytes: Buffer): readonly [number, number] | null {
  if (bytes.length < 30) return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8X':
      return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
    default:
      return null;
  }
}

import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { IssueManifest } from '../../contract/programs/manifest.ts';
import type { Sha256 } from '../../contract/values.ts';
import { diskError, OPEN_MODE, replaceFile, systemCode } from '../site/disk.ts';
import { createSerial } from '../site/serial.ts';
import type { IssueOutline } from './outline.ts';
import { packOutline, unpackOutline } from './packed-outline.ts';

/** An outline, and size and time of the manifest's file that it was made of. */
export interface CachedOutline {
  readonly manifest: Sha256;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly outline: IssueOutline;
  /** As it lies in the cache. */
  readonly record: Buffer;
}

/**
 * The outlines of the manifests that are here, in one file, so that a start need not read and check hundreds of megabytes
 * of chunk hashes. It may be deleted at any time. Bytes are never checked against an outline, only against the signed
 * manifest.
 */
export interface OutlineCache {
  /** What was good of the file when it was opened, by the hash of the manifest's text. */
  readonly found: ReadonlyMap<Sha256, CachedOutline>;
  readonly add: (cached: CachedOutline) => Promise<void>;
  /** Writes the file anew with these alone, if it holds many others. */
  readonly compact: (kept: ReadonlyMap<Sha256, CachedOutline>) => Promise<void>;
}

/*
 * A record, little-endian: a mark that also says how outlines are packed, the length of the body, its CRC-32 (4 bytes
 * each); the body: the manifest's hash (32 bytes), size and time of its file (a double each), the packed outline.
 */
const MARK = Buffer.from('OTL2', 'latin1').readUInt32LE();
const FRAME_BYTES = 12;
const OUTLINE_AT = 48;

/** `file`: size and time of the manifest's file; one that has others on opening is looked at again. */
export function cachedOutline(manifest: IssueManifest, sha256: Sha256, file: { readonly size: number; readonly mtimeMs: number }): CachedOutline {
  const about = Buffer.alloc(OUTLINE_AT);
  about.write(sha256, 'hex');
  about.writeDoubleLE(file.size, 32);
  about.writeDoubleLE(file.mtimeMs, 40);
  const body = Buffer.concat([about, packOutline(manifest)]);
  const frame = Buffer.alloc(FRAME_BYTES);
  [MARK, body.length, crc32(body)].forEach((value, place) => frame.writeUInt32LE(value, 4 * place));
  return readRecord(Buffer.concat([frame, body]));
}

export async function openOutlineCache(path: string): Promise<OutlineCache> {
  const serial = createSerial();
  const found = new Map<Sha256, CachedOutline>();
  const bytes = await bytesOf(path);
  let records = 0;
  /** What lies behind the last record that is whole was torn by a power cut: the next one takes its place. */
  let end = 0;
  for (let record = recordAt(bytes, end); record !== null; record = recordAt(bytes, end)) {
    end += record.length;
    records += 1;
    const cached = ifGood(record);
    if (cached !== null) found.set(cached.manifest, cached);
  }
  return {
    found,
    add: ({ record }) =>
      serial(async () => {
        await writeAt(path, record, end); // Not synced: a torn record does not count.
        end += record.length;
        records += 1;
      }),
    compact: (kept) =>
      serial(async () => {
        if (records <= 2 * kept.size + 16) return;
        const whole = Buffer.concat([...kept.values()].map(({ record }) => record));
        await replaceFile(path, whole);
        end = whole.length;
        records = kept.size;
      }),
  };
}

/** Null when there is none that is whole. */
function recordAt(bytes: Buffer, at: number): Buffer | null {
  if (at + FRAME_BYTES + OUTLINE_AT > bytes.length || bytes.readUInt32LE(at) !== MARK) return null;
  const end = at + FRAME_BYTES + bytes.readUInt32LE(at + 4);
  return end > bytes.length ? null : bytes.subarray(at, end);
}

/** Null for a record that is damaged, or that another release packed in another way: it is made anew from its manifest. */
function ifGood(record: Buffer): CachedOutline | null {
  if (crc32(record.subarray(FRAME_BYTES)) !== record.readUInt32LE(8)) return null;
  try {
    return readRecord(record);
  } catch {
    return null;
  }
}

function readRecord(record: Buffer): CachedOutline {
  const body = record.subarray(FRAME_BYTES);
  return {
    manifest: body.toString('hex', 0, 32),
    bytes: body.readDoubleLE(32),
    modifiedMs: body.readDoubleLE(40),
    outline: unpackOutline(body.subarray(OUTLINE_AT)),
    record,
  };
}

async function writeAt(path: string, bytes: Buffer, at: number): Promise<void> {
  try {
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT, OPEN_MODE);
    try {
      await handle.truncate(at);
      for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw await diskError(error, dirname(path));
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemCode(error) !== null) return Buffer.alloc(0); // Made anew from the manifests.
    throw error;
  }
}

import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { manifestFileSchema } from '../../contract/programs/manifest.ts';
import { sha256Schema } from '../../contract/values.ts';
import type { Sha256 } from '../../contract/values.ts';
import { replaceFile, systemCode } from '../site/disk.ts';
import { createSerial } from '../site/serial.ts';
import type { IssueOutline } from './outline.ts';

/** Of the outline's shape: one of another release is made anew from its manifest. */
const VERSION = 1;

/** An outline, and size and time of the manifest's file that it was made of. */
export interface CachedOutline {
  readonly manifest: Sha256;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly outline: IssueOutline;
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

/** The checksum says that a line is as we wrote it: past its frame only the first program and file are looked at, for speed. */
const frameSchema = z.looseObject({
  kind: z.literal('issue/1'),
  issue: z.string(),
  version: z.int().positive(),
  programs: z.tuple([z.looseObject({ id: z.string(), film: sha256Schema })], z.unknown()),
  files: z.tuple([z.strictObject({ sha256: sha256Schema, bytes: z.int(), mime: manifestFileSchema.shape.mime, chunkBytes: z.int() })], z.unknown()),
  mirrors: z.array(z.string()),
});
const lineSchema = z.strictObject({
  cache: z.literal(VERSION),
  manifest: sha256Schema,
  bytes: z.int().positive(),
  modifiedMs: z.number(),
  outline: z.custom<IssueOutline>((value) => frameSchema.safeParse(value).success),
});

export async function openOutlineCache(path: string): Promise<OutlineCache> {
  const serial = createSerial();
  const found = new Map<Sha256, CachedOutline>();
  let lines = 0;
  const bytes = await bytesOf(path);
  for (let at = 0; at < bytes.length; lines += 1) {
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline === -1 ? bytes.length : newline;
    const cached = readLine(bytes.subarray(at, end));
    if (cached !== null) found.set(cached.manifest, cached);
    at = end + 1;
  }
  return {
    found,
    add: (cached) =>
      serial(async () => {
        lines += 1;
        await appendFile(path, lineOf(cached)); // Not synced: a torn line does not count.
      }),
    compact: (kept) =>
      serial(async () => {
        if (lines <= 2 * kept.size + 16) return;
        await replaceFile(path, [...kept.values()].map(lineOf).join(''));
        lines = kept.size;
      }),
  };
}

const NEWLINE = 10;
const CHECKSUM_CHARACTERS = 64;

/** Begins with its newline, so that a torn line does not spoil the next. ASCII alone: that is read many times faster than Chinese. */
function lineOf(cached: CachedOutline): string {
  const text = JSON.stringify({ cache: VERSION, ...cached });
  const body = text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `\n${checksumOf(Buffer.from(body))} ${body}`;
}

function readLine(line: Buffer): CachedOutline | null {
  const body = line.subarray(CHECKSUM_CHARACTERS + 1);
  if (body.length === 0 || checksumOf(body) !== line.toString('latin1', 0, CHECKSUM_CHARACTERS)) return null;
  const parsed = lineSchema.safeParse(JSON.parse(body.toString('latin1')));
  if (!parsed.success) return null;
  const { manifest, bytes, modifiedMs, outline } = parsed.data;
  return { manifest, bytes, modifiedMs, outline };
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemCode(error) !== null) return Buffer.alloc(0); // Made anew from the manifests.
    throw error;
  }
}

function checksumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

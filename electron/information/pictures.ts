import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_PICTURE_BYTES } from '../../contract/information/item.ts';
import type { Picture } from '../../contract/information/item.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import { sha256Schema } from '../../contract/values.ts';
import type { MediaAnswer } from '../programs/media.ts';
import { wantedRange } from '../programs/byte-range.ts';
import type { CountyClient } from '../site/county-client.ts';
import { makeFolder, replaceFile, systemCode } from '../site/disk.ts';
import { createSerial } from '../site/serial.ts';

/** All pictures together take no more: what is beyond stays with the county. */
const MOST_BYTES = 300 * 1024 * 1024;

/** The pictures of the items that are here. They come by themselves while there is a line, each checked by its hash. */
export interface Pictures {
  /** Answers the media protocol; null for what is no picture that is here. */
  readonly open: (path: string, range: string | null) => Promise<MediaAnswer | null>;
  /** Brings what is missing and removes what no item has any more. Resolves when done, or when the line does not give more now. */
  readonly bring: () => Promise<void>;
  /** Resolves when nothing is under way any more. */
  readonly close: () => Promise<void>;
}

export interface PicturesOptions {
  readonly folder: string;
  readonly county: Pick<CountyClient, 'content'>;
  /** Those of all items that are here. */
  readonly wanted: () => Promise<readonly Picture[]>;
  /** Never to take the room that records need. Null: unknown. */
  readonly freeBytes: () => Promise<number | null>;
  readonly reserveBytes?: number;
  readonly onFault: (error: unknown) => void;
}

const RESERVE_BYTES = 200 * 1024 * 1024;

export async function openPictures(options: PicturesOptions): Promise<Pictures> {
  const { folder, county, reserveBytes = RESERVE_BYTES } = options;
  await makeFolder(folder);
  const serial = createSerial();
  const stopping = new AbortController();
  const mimes = new Map<string, Picture['mime']>();
  const here = async (): Promise<Set<string>> => new Set((await readdir(folder)).filter((name) => sha256Schema.safeParse(name).success));

  const bringOne = async ({ sha256, bytes }: Picture): Promise<void> => {
    const parts: Uint8Array[] = [];
    let arrived = 0;
    for await (const piece of await county.content(sha256, bytes, { from: 0, to: bytes }, stopping.signal)) {
      arrived += piece.byteLength;
      if (arrived > MAX_PICTURE_BYTES) break;
      parts.push(piece);
    }
    const data = Buffer.concat(parts);
    if (createHash('sha256').update(data).digest('hex') !== sha256) return fail('content-damaged', { what: `picture ${sha256}` });
    await replaceFile(join(folder, sha256), data);
  };

  const bring = async (): Promise<void> => {
    const wanted = new Map((await options.wanted()).map((picture) => [picture.sha256, picture]));
    mimes.clear();
    for (const { sha256, mime } of wanted.values()) mimes.set(sha256, mime);
    const known = await here();
    for (const name of known) if (!wanted.has(name)) await rm(join(folder, name), { force: true });
    const free = await options.freeBytes();
    let room = Math.min(MOST_BYTES, free === null ? MOST_BYTES : free - reserveBytes);
    for (const picture of wanted.values()) {
      room -= picture.bytes;
      if (known.has(picture.sha256)) continue;
      if (room < 0 || stopping.signal.aborted) return;
      await bringOne(picture);
    }
  };

  return {
    open: async (path, header) => {
      const mime = mimes.get(path);
      if (mime === undefined) return null;
      try {
        return answerWith(await readFile(join(folder, path)), mime, header); // Small: `MAX_PICTURE_BYTES`.
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return null; // It has not come yet.
        throw error;
      }
    },
    bring: () =>
      serial(async () => {
        try {
          await bring();
        } catch (error) {
          // The line or the disk does not let it now: the next round asks again.
          if (!(error instanceof ProblemError) && !stopping.signal.aborted) options.onFault(error);
        }
      }),
    close: async () => {
      stopping.abort();
      await serial(() => Promise.resolve());
    },
  };
}

function answerWith(picture: Buffer<ArrayBuffer>, mime: Picture['mime'], header: string | null): MediaAnswer {
  const wanted = wantedRange(header, picture.length);
  if (wanted.kind === 'unsatisfiable') return { status: 416, headers: { 'Content-Range': `bytes */${picture.length}` }, body: null };
  const { from, to } = wanted.kind === 'all' ? { from: 0, to: picture.length } : wanted.range;
  const headers = { 'Content-Type': mime, 'Content-Length': String(to - from) };
  const body = new Blob([picture.subarray(from, to)]).stream();
  if (wanted.kind === 'all') return { status: 200, headers, body };
  return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${from}-${to - 1}/${picture.length}` }, body };
}

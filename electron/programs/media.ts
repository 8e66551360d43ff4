import { Readable } from 'node:stream';
import type { FileMime } from '../../contract/programs/manifest.ts';
import { sha256Schema } from '../../contract/values.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { ByteRange } from '../site/content-request.ts';
import { wantedRange } from './byte-range.ts';
import type { ContentStore } from './content-store.ts';
import { chunkRange, isFilm } from './outline.ts';
import type { FileOutline } from './outline.ts';
import type { Reader } from './readers.ts';

/** Address of a file for the screens; the media protocol answers it. */
export function mediaUrl(sha256: Sha256): string {
  return `media://content/${sha256}`;
}

/** An answer of the media protocol. */
export interface MediaAnswer {
  readonly status: 200 | 206 | 404 | 416;
  readonly headers: Readonly<Record<string, string>>;
  /** Opens its file when it is first read, and closes it when it ends or is destroyed. Of a film that still arrives it goes on as that does, and stands still while the line is cut. */
  readonly body: Readable | null;
}

/** Answers a request for the file named by `path` (a hash and nothing else), with its `Range` header. */
export type OpenMedia = (path: string, range: string | null) => Promise<MediaAnswer>;

export interface MediaOptions {
  readonly content: Pick<ContentStore, 'has' | 'present' | 'read'>;
  /** The file of a known issue with this hash. */
  readonly fileOf: (sha256: Sha256) => FileOutline | null;
  /** Whether the file may be shown although it is not here: its issue is in the catalogue. */
  readonly isOffered: (sha256: Sha256) => boolean;
  /** Opens a file for reading while it arrives; null when it cannot arrive. */
  readonly readArriving: (file: FileOutline) => Promise<Reader | null>;
  /** Hears of a file that should be here and is not: it must be fetched again. */
  readonly onMissing: (file: FileOutline) => void;
  readonly onFault: (error: unknown) => void;
  /** How long a picture or a text is waited for before it is said not to be here, milliseconds. */
  readonly smallFileMs?: number;
}

/** Read from the disk before the player asks for it. */
const AHEAD_BYTES = 512 * 1024;
const NOT_FOUND: MediaAnswer = { status: 404, headers: {}, body: null };

export function createMedia(options: MediaOptions): OpenMedia {
  const { content, fileOf, isOffered, readArriving, onMissing, smallFileMs = 20_000 } = options;

  const answer = (file: FileOutline, header: string | null, bodyOf: (range: ByteRange) => Readable): MediaAnswer => {
    const wanted = wantedRange(header, file.bytes);
    const common = { 'Content-Type': contentTypes[file.mime], 'Accept-Ranges': 'bytes' };
    if (wanted.kind === 'unsatisfiable') {
      return { status: 416, headers: { ...common, 'Content-Range': `bytes */${file.bytes}` }, body: null };
    }
    const { from, to } = wanted.kind === 'all' ? { from: 0, to: file.bytes } : wanted.range;
    const body = bodyOf({ from, to });
    const headers = { ...common, 'Content-Length': String(to - from) };
    if (wanted.kind === 'all') return { status: 200, headers, body };
    return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${from}-${to - 1}/${file.bytes}` }, body };
  };

  /** Waits until a small file is here whole; false when it takes too long. */
  const arrived = async (file: FileOutline): Promise<boolean> => {
    const reader = await readArriving(file);
    if (reader === null) return false;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reader.close().catch(options.onFault);
    }, smallFileMs);
    try {
      for (let index = 0; chunkRange(file, index).from < file.bytes; index += 1) {
        if ((await reader.chunk(index)) === null) return false;
      }
      return !isLate;
    } finally {
      clearTimeout(timer);
      await reader.close();
    }
  };

  const wholeBody = (file: FileOutline) => (range: ByteRange): Readable =>
    Readable.from(content.read(file.sha256, range), { objectMode: false, highWaterMark: AHEAD_BYTES });

  return async (path, header) => {
    const name = sha256Schema.safeParse(path);
    const file = name.success ? fileOf(name.data) : null;
    if (file === null) return NOT_FOUND;
    if (content.has(file.sha256)) {
      if (await content.present(file)) return answer(file, header, wholeBody(file));
      onMissing(file);
    }
    if (!isOffered(file.sha256)) return NOT_FOUND;
    if (!isFilm(file.mime) && !(await arrived(file))) return NOT_FOUND;
    // Asked anew: it may have come while this waited.
    return answer(file, header, content.has(file.sha256) ? wholeBody(file) : (range) => arrivingBody(file, range, readArriving));
  };
}

/**
 * The bytes of a stretch, each as soon as its chunk was verified. Not made of a generator: that could not be given up
 * while it waits for a chunk, and who seeks leaves a place just then.
 */
function arrivingBody(file: FileOutline, range: ByteRange, readArriving: MediaOptions['readArriving']): Readable {
  let at = range.from;
  let opening: Promise<Reader | null> | null = null;

  const next = async (): Promise<Uint8Array | null> => {
    if (at >= range.to) return null;
    opening ??= readArriving(file);
    const reader = await opening;
    if (reader === null) throw new Error(`nothing is known of the chunks of ${file.sha256} any more`);
    const index = Math.floor(at / file.chunkBytes);
    const bytes = await reader.chunk(index);
    if (bytes === null) throw new Error('given up');
    const { from } = chunkRange(file, index);
    const piece = bytes.subarray(at - from, Math.min(bytes.byteLength, range.to - from));
    at += piece.byteLength;
    return piece;
  };

  return new Readable({
    highWaterMark: AHEAD_BYTES,
    read() {
      next().then(
        (piece) => this.push(piece),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    },
    destroy(error, done) {
      const closing = opening?.then((reader) => reader?.close()) ?? Promise.resolve();
      closing.then(
        () => done(error),
        (fault: unknown) => done(fault instanceof Error ? fault : error),
      );
    },
  });
}

const contentTypes: Readonly<Record<FileMime, string>> = {
  'video/mp4': 'video/mp4',
  'text/vtt': 'text/vtt; charset=utf-8',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'application/pdf': 'application/pdf',
};

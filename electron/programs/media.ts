import type { FileMime } from '../../contract/programs/manifest.ts';
import { sha256Schema } from '../../contract/values.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { ByteRange } from '../site/content-request.ts';
import { wantedRange } from './byte-range.ts';
import type { ContentStore, OpenContent } from './content-store.ts';
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
  /** To be read to its end or cancelled. Of a film that still arrives it goes on as that does, and stands still while the line is cut. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

/** Answers a request for the file named by `path` (a hash and nothing else), with its `Range` header. */
export type OpenMedia = (path: string, range: string | null) => Promise<MediaAnswer>;

export interface MediaOptions {
  readonly content: Pick<ContentStore, 'has' | 'open'>;
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

/** The first piece of an answer comes quickly, the others bring much at once. */
const FIRST_BYTES = 64 * 1024;
const PIECE_BYTES = 256 * 1024;
const NOT_FOUND: MediaAnswer = { status: 404, headers: {}, body: null };

export function createMedia(options: MediaOptions): OpenMedia {
  const { content, fileOf, isOffered, readArriving, onMissing, smallFileMs = 20_000 } = options;

  const answer = (file: FileOutline, header: string | null, bodyOf: (range: ByteRange) => NonNullable<MediaAnswer['body']>): MediaAnswer => {
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

  const isWhole = async (file: FileOutline): Promise<boolean> => {
    if (!content.has(file.sha256)) return false;
    const opened = await content.open(file); // It stays open for a while: the body that is read next finds it so.
    opened?.close();
    if (opened === null) onMissing(file);
    return opened !== null;
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

  return async (path, header) => {
    const name = sha256Schema.safeParse(path);
    const file = name.success ? fileOf(name.data) : null;
    if (file === null) return NOT_FOUND;
    if (await isWhole(file)) return answer(file, header, (range) => wholeBody(file, range, content));
    if (!isOffered(file.sha256)) return NOT_FOUND;
    if (!isFilm(file.mime) && !(await arrived(file))) return NOT_FOUND;
    // Asked anew: it may have come while this waited.
    return answer(file, header, (range) => (content.has(file.sha256) ? wholeBody(file, range, content) : arrivingBody(file, range, readArriving)));
  };
}

/** The bytes of a stretch of a file that is here. */
function wholeBody(file: FileOutline, range: ByteRange, content: MediaOptions['content']): NonNullable<MediaAnswer['body']> {
  let at = range.from;
  let opening: Promise<OpenContent | null> | null = null;
  return streamOf({
    next: async () => {
      if (at >= range.to) return null;
      opening ??= content.open(file);
      const opened = await opening;
      if (opened === null) throw new Error(`${file.sha256} is not here any more`);
      const piece = await opened.read({ from: at, to: Math.min(range.to, at + (at === range.from ? FIRST_BYTES : PIECE_BYTES)) });
      at += piece.byteLength;
      return piece;
    },
    end: async () => {
      const opened = await opening;
      opened?.close();
    },
  });
}

/** The bytes of a stretch, each as soon as its chunk was verified. */
function arrivingBody(file: FileOutline, range: ByteRange, readArriving: MediaOptions['readArriving']): NonNullable<MediaAnswer['body']> {
  let at = range.from;
  let opening: Promise<Reader | null> | null = null;
  return streamOf({
    next: async () => {
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
    },
    end: async () => {
      const reader = await opening;
      await reader?.close();
    },
  });
}

interface Pieces {
  /** Null after the last one. */
  readonly next: () => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Called once, as soon as nothing more is wanted: also while a piece is waited for, for who seeks leaves a place just then. */
  readonly end: () => Promise<void>;
}

/**
 * A web stream, as the answers of the protocol want it: one made of a Node stream would pass each piece through more
 * hands. Nothing is asked for, and so nothing opened, before somebody reads.
 */
function streamOf({ next, end }: Pieces): NonNullable<MediaAnswer['body']> {
  let isEnded = false;
  const endOnce = async (): Promise<void> => {
    if (isEnded) return;
    isEnded = true;
    await end();
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> => {
    try {
      const piece = await next();
      if (isEnded) return;
      if (piece !== null) {
        controller.enqueue(piece);
        return;
      }
      await endOnce();
      controller.close();
    } catch (error) {
      if (isEnded) return; // It was given up: nobody hears of this any more.
      await endOnce();
      throw error;
    }
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({ pull, cancel: endOnce }, { highWaterMark: 0 });
}

const contentTypes: Readonly<Record<FileMime, string>> = {
  'video/mp4': 'video/mp4',
  'text/vtt': 'text/vtt; charset=utf-8',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'application/pdf': 'application/pdf',
};

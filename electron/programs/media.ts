import { Readable } from 'node:stream';
import type { FileMime, ManifestFile } from '../../contract/programs/manifest.ts';
import { sha256Schema } from '../../contract/values.ts';
import type { Sha256 } from '../../contract/values.ts';
import { wantedRange } from './byte-range.ts';
import type { ContentStore } from './content-store.ts';

/** Address of a file for the screens; the media protocol answers it. */
export function mediaUrl(sha256: Sha256): string {
  return `media://content/${sha256}`;
}

/** An answer of the media protocol. */
export interface MediaAnswer {
  readonly status: 200 | 206 | 404 | 416;
  readonly headers: Readonly<Record<string, string>>;
  /** Opens its file when it is first read, and closes it when it ends or is destroyed. */
  readonly body: Readable | null;
}

/** Answers a request for the file named by `path` (a hash and nothing else), with its `Range` header. */
export type OpenMedia = (path: string, range: string | null) => Promise<MediaAnswer>;

export interface MediaOptions {
  readonly content: ContentStore;
  /** The file of a known issue with this hash. */
  readonly fileOf: (sha256: Sha256) => ManifestFile | null;
  /** Hears of a file that should be here and is not: it must be fetched again. */
  readonly onMissing: (file: ManifestFile) => void;
}

export function createMedia({ content, fileOf, onMissing }: MediaOptions): OpenMedia {
  return async (path, header) => {
    const name = sha256Schema.safeParse(path);
    const file = name.success ? fileOf(name.data) : null;
    if (file === null || !content.has(file.sha256)) return { status: 404, headers: {}, body: null };
    if (!(await content.present(file))) {
      onMissing(file);
      return { status: 404, headers: {}, body: null };
    }
    const wanted = wantedRange(header, file.bytes);
    const common = { 'Content-Type': contentTypes[file.mime], 'Accept-Ranges': 'bytes' };
    if (wanted.kind === 'unsatisfiable') {
      return { status: 416, headers: { ...common, 'Content-Range': `bytes */${file.bytes}` }, body: null };
    }
    const { from, to } = wanted.kind === 'all' ? { from: 0, to: file.bytes } : wanted.range;
    const body = Readable.from(content.read(file.sha256, { from, to }), { objectMode: false, highWaterMark: 512 * 1024 });
    const headers = { ...common, 'Content-Length': String(to - from) };
    if (wanted.kind === 'all') return { status: 200, headers, body };
    return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${from}-${to - 1}/${file.bytes}` }, body };
  };
}

const contentTypes: Readonly<Record<FileMime, string>> = {
  'video/mp4': 'video/mp4',
  'text/vtt': 'text/vtt; charset=utf-8',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'application/pdf': 'application/pdf',
};

import { requestContent } from '../site/content-request.ts';
import type { ByteRange } from '../site/content-request.ts';
import type { CountyClient } from '../site/county-client.ts';
import type { Http } from '../site/http.ts';
import type { FileOutline } from './outline.ts';

/** Where bytes can come from. None is trusted: every chunk is checked against the manifest. */
export interface ByteSource {
  /** What people call it: an address, a folder. */
  readonly name: string;
  /** Not the county: what it refuses, it refuses in words of its own. */
  readonly isMirror: boolean;
  /** Bytes of a file from `range.from` on. Throws the problem that keeps it from giving them. */
  readonly open: (file: FileOutline, range: ByteRange, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
}

export function countySource(client: CountyClient, name: string): ByteSource {
  return { name, isMirror: false, open: (file, range, signal) => client.content(file.sha256, file.bytes, range, signal) };
}

/** A web server or object storage that has the files by hash. It learns nothing of the terminal, no token either. */
export function mirrorSource(http: Http, base: string): ByteSource {
  const address = base.replace(/\/+$/, '');
  return {
    name: address,
    isMirror: true,
    open: (file, range, signal) => requestContent(http, `${address}/${file.sha256}`, file.bytes, range, { signal }),
  };
}

import type { ManifestFile } from '../../contract/programs/manifest.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Clock } from '../site/clock.ts';
import { requestContent } from '../site/content-request.ts';
import type { ByteRange } from '../site/content-request.ts';
import type { CountyClient } from '../site/county-client.ts';
import type { Http } from '../site/http.ts';
import { backoffMs } from '../site/pause.ts';

/** Where bytes can come from. None is trusted: every chunk is checked against the manifest. */
export interface ByteSource {
  /** What people call it: an address, a folder. */
  readonly name: string;
  /** Bytes of a file from `range.from` on. Throws the problem that keeps it from giving them. */
  readonly open: (file: ManifestFile, range: ByteRange, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
}

export function countySource(client: CountyClient, name: string): ByteSource {
  return { name, open: (file, range, signal) => client.content(file.sha256, file.bytes, range, signal) };
}

/** A web server or object storage that has the files by hash. It learns nothing of the terminal, no token either. */
export function mirrorSource(http: Http, base: string): ByteSource {
  const address = base.replace(/\/+$/, '');
  return { name: address, open: (file, range, signal) => requestContent(http, `${address}/${file.sha256}`, file.bytes, range, { signal }) };
}

/** Which sources may be asked now: one that sent wrong bytes is set aside for a while, for longer each time. */
export interface SourceTrust {
  readonly usable: (sources: readonly ByteSource[]) => readonly ByteSource[];
  readonly sentWrong: (source: ByteSource) => void;
  readonly sentRight: (source: ByteSource) => void;
  /** Names the sources that are set aside. */
  readonly problems: () => readonly Problem[];
}

export function createSourceTrust(clock: Pick<Clock, 'uptimeMs'>, firstMs = 5000, mostMs = 10 * 60_000): SourceTrust {
  const faults = new Map<string, { readonly times: number; readonly untilMs: number }>();
  const isAside = (name: string): boolean => (faults.get(name)?.untilMs ?? 0) > clock.uptimeMs();
  return {
    usable: (sources) => sources.filter((source) => !isAside(source.name)),
    sentWrong: ({ name }) => {
      const times = (faults.get(name)?.times ?? 0) + 1;
      faults.set(name, { times, untilMs: clock.uptimeMs() + backoffMs(times, firstMs, mostMs) });
    },
    sentRight: ({ name }) => void faults.delete(name),
    problems: () => [...faults.keys()].filter(isAside).map((what) => ({ code: 'content-damaged', data: { what } })),
  };
}

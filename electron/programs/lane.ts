import type { ManifestFile } from '../../contract/programs/manifest.ts';
import type { ByteSource } from './byte-source.ts';
import { checkedChunks, rangeOf } from './chunks.ts';
import type { ChunkRun } from './chunks.ts';
import type { PartFile } from './part-file.ts';
import { createRateMeter } from './rate-meter.ts';

/** One connection that brings a run of chunks of one file from one source. */
export interface Lane {
  readonly file: ManifestFile;
  readonly source: ByteSource;
  /** The chunk that arrives now, and the first that it will not bring: may be lowered while it runs. */
  readonly next: () => number;
  readonly end: () => number;
  readonly stopBefore: (index: number) => void;
  /** For someone who watches: neither held to a rate nor to hours. */
  readonly isUrgent: () => boolean;
  readonly makeUrgent: () => void;
  /** When its last byte came, or it began. */
  readonly lastByteMs: () => number;
  readonly beganMs: number;
  readonly hasBytes: () => boolean;
  readonly bytesPerSecond: () => number | null;
  /** Gives the connection up at once; the chunk under way is lost. */
  readonly abort: () => void;
  /** Resolves when nothing of it is under way any more. */
  readonly ended: Promise<LaneEnd>;
}

/** How a lane ended: it brought its run, was given up, or failed. */
export type LaneEnd =
  | { readonly how: 'brought' | 'aborted'; readonly chunks: number }
  | { readonly how: 'failed'; readonly chunks: number; readonly error: unknown }
  | { readonly how: 'disk'; readonly chunks: number; readonly error: unknown };

export interface LaneOptions {
  readonly part: PartFile;
  readonly source: ByteSource;
  readonly run: ChunkRun;
  readonly urgent: boolean;
  readonly nowMs: () => number;
  /** Resolves when so many bytes more may come; not asked for urgent ones. */
  readonly pace: (bytes: number, signal: AbortSignal) => Promise<void>;
  readonly onBytes: (bytes: number) => void;
}

export function openLane(options: LaneOptions): Lane {
  const { part, source, run, nowMs, pace, onBytes } = options;
  const { file } = part;
  const stop = new AbortController();
  const meter = createRateMeter(nowMs);
  const beganMs = nowMs();
  let next = run.first;
  let end = run.first + run.count;
  let { urgent } = options;
  let lastByteMs = beganMs;
  let hasBytes = false;

  const counted = async function* (stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of stream) {
      lastByteMs = nowMs();
      hasBytes = true;
      meter.add(piece.byteLength);
      onBytes(piece.byteLength);
      if (!urgent) await pace(piece.byteLength, stop.signal);
      stop.signal.throwIfAborted();
      yield piece;
    }
  };

  const bring = async (): Promise<LaneEnd> => {
    const chunks = (): number => next - run.first;
    try {
      const stream = await source.open(file, rangeOf(file, run), stop.signal);
      for await (const chunk of checkedChunks(counted(stream), file, run)) {
        try {
          await part.write(chunk);
        } catch (error) {
          return { how: 'disk', chunks: chunks(), error };
        }
        next = chunk.index + 1;
        lastByteMs = nowMs(); // Waiting for the disk is not the source's fault.
        if (stop.signal.aborted) break;
        if (next >= end && end < run.first + run.count) break; // What was lowered: the rest is another's.
      }
      return { how: stop.signal.aborted ? 'aborted' : 'brought', chunks: chunks() };
    } catch (error) {
      return stop.signal.aborted ? { how: 'aborted', chunks: chunks() } : { how: 'failed', chunks: chunks(), error };
    }
  };

  return {
    file,
    source,
    beganMs,
    next: () => next,
    end: () => end,
    stopBefore: (index) => {
      end = Math.min(end, Math.max(index, next + 1));
    },
    isUrgent: () => urgent,
    makeUrgent: () => {
      urgent = true;
    },
    lastByteMs: () => lastByteMs,
    hasBytes: () => hasBytes,
    bytesPerSecond: meter.bytesPerSecond,
    abort: () => stop.abort(new Error('given up')),
    ended: bring(),
  };
}

import { createHash } from 'node:crypto';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import type { ByteRange } from '../site/content-request.ts';
import { chunkRange } from './outline.ts';
import type { FileOutline } from './outline.ts';

/** Consecutive chunks of a file. */
export interface ChunkRun {
  readonly first: number;
  readonly count: number;
}

/** A chunk whose bytes are those of the manifest. */
export interface CheckedChunk {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** A source sent bytes that are not those of the manifest, or too few of them. */
export class BadChunkError extends Error {
  readonly index: number;

  constructor(index: number) {
    super(`chunk ${index} is not as the manifest says`);
    this.name = 'BadChunkError';
    this.index = index;
  }
}

/** The bytes of a run of chunks within its file. */
export function rangeOf(file: FileOutline, run: ChunkRun): ByteRange {
  const { from } = chunkRange(file, run.first);
  return { from, to: Math.min(file.bytes, from + run.count * file.chunkBytes) };
}

/**
 * Cuts a stream that begins at the run's first byte into checked chunks. The bytes of a chunk are good until the next one
 * is asked for: all are gathered in the same memory, or a fast line would fill it with chunks that are done with.
 * Throws `BadChunkError` at the first chunk that is wrong or cut off; the chunks before it have been given out. What
 * comes after the run is not read.
 */
export async function* checkedChunks(stream: AsyncIterable<Uint8Array>, file: ManifestFile, run: ChunkRun): AsyncGenerator<CheckedChunk> {
  const end = run.first + run.count;
  const memory = Buffer.allocUnsafeSlow(Math.min(file.chunkBytes, file.bytes));
  let index = run.first;
  let gathered = 0;
  let size = sizeOf(file, index);
  // The stream is asked once more after the last chunk: it then ends by itself, and its connection can be used again.
  for await (const arrived of stream) {
    for (let at = 0; at < arrived.byteLength; ) {
      if (index === end) return;
      const piece = arrived.subarray(at, at + size - gathered);
      memory.set(piece, gathered);
      gathered += piece.byteLength;
      at += piece.byteLength;
      if (gathered < size) break;
      const bytes = memory.subarray(0, size);
      if (createHash('sha256').update(bytes).digest('hex') !== file.chunks[index]) throw new BadChunkError(index);
      yield { index, bytes };
      index += 1;
      gathered = 0;
      size = sizeOf(file, index);
    }
  }
  if (index < end) throw new BadChunkError(index);
}

function sizeOf(file: FileOutline, index: number): number {
  const { from, to } = chunkRange(file, index);
  return to - from;
}

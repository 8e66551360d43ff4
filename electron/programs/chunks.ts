import { createHash } from 'node:crypto';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import type { ByteRange } from '../site/content-request.ts';

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
export function rangeOf(file: ManifestFile, run: ChunkRun): ByteRange {
  const from = run.first * file.chunkBytes;
  return { from, to: Math.min(file.bytes, from + run.count * file.chunkBytes) };
}

/**
 * Cuts a stream that begins at the run's first byte into checked chunks, hashing piece by piece as they arrive.
 * Throws `BadChunkError` at the first chunk that is wrong or cut off; the chunks before it have been given out. What
 * comes after the run is not read.
 */
export async function* checkedChunks(stream: AsyncIterable<Uint8Array>, file: ManifestFile, run: ChunkRun): AsyncGenerator<CheckedChunk> {
  const end = run.first + run.count;
  let index = run.first;
  let pieces: Uint8Array[] = [];
  let wanted = sizeOf(file, index);
  let hash = createHash('sha256');
  // The stream is asked once more after the last chunk: it then ends by itself, and its connection can be used again.
  for await (const arrived of stream) {
    let rest = arrived;
    while (rest.byteLength > 0) {
      if (index === end) return;
      const piece = rest.subarray(0, wanted);
      rest = rest.subarray(piece.byteLength);
      wanted -= piece.byteLength;
      hash.update(piece);
      pieces.push(piece);
      if (wanted > 0) break;
      if (hash.digest('hex') !== file.chunks[index]) throw new BadChunkError(index);
      yield { index, bytes: Buffer.concat(pieces) };
      index += 1;
      pieces = [];
      wanted = sizeOf(file, index);
      hash = createHash('sha256');
    }
  }
  if (index < end) throw new BadChunkError(index);
}

function sizeOf(file: ManifestFile, index: number): number {
  const { from, to } = rangeOf(file, { first: index, count: 1 });
  return to - from;
}

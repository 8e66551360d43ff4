import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadChunkError, checkedChunks, rangeOf } from '../../../../electron/programs/chunks.ts';
import type { ChunkRun } from '../../../../electron/programs/chunks.ts';
import { manifestFile } from '../../../support/terminal/issue.ts';

const bytes = randomBytes(5 * 4096 + 700);
const file = manifestFile(bytes, 'video/mp4');

/** The bytes in pieces of these sizes, over and over. */
async function* inPieces(whole: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < whole.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield await Promise.resolve(whole.subarray(at, at + size));
    at += size;
  }
}

async function read(stream: AsyncIterable<Uint8Array>, run: ChunkRun): Promise<{ indexes: number[]; bytes: Buffer; bad: number | null }> {
  const [indexes, parts]: [number[], Uint8Array[]] = [[], []];
  try {
    for await (const chunk of checkedChunks(stream, file, run)) {
      indexes.push(chunk.index);
      parts.push(Buffer.from(chunk.bytes)); // They are good only until the next chunk.
    }
    return { indexes, bytes: Buffer.concat(parts), bad: null };
  } catch (error) {
    if (!(error instanceof BadChunkError)) throw error;
    return { indexes, bytes: Buffer.concat(parts), bad: error.index };
  }
}

describe('cutting a stream into chunks', () => {
  it('gives the same chunks however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 5 }), fc.nat(5), fc.nat(5), async (sizes, first, more) => {
        const run = { first, count: Math.min(more + 1, 6 - first) };
        const { from, to } = rangeOf(file, run);
        const found = await read(inPieces(bytes.subarray(from, to), sizes), run);
        expect(found.bad).toBeNull();
        expect(found.bytes.equals(bytes.subarray(from, to))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('stops at the first wrong chunk, and has given out those before it', async () => {
    const wrong = Buffer.from(bytes);
    wrong.writeUInt8(wrong.readUInt8(3 * 4096) ^ 1, 3 * 4096);
    expect(await read(inPieces(wrong, [1000]), { first: 0, count: 6 })).toMatchObject({ indexes: [0, 1, 2], bad: 3 });
  });

  it('takes a chunk that was cut off for a wrong one', async () => {
    expect(await read(inPieces(bytes.subarray(0, 5000), [1000]), { first: 0, count: 6 })).toMatchObject({ indexes: [0], bad: 1 });
    expect(await read(inPieces(bytes.subarray(0, 0), [1000]), { first: 0, count: 1 })).toMatchObject({ indexes: [], bad: 0 });
  });

  it('does not read on behind the run', async () => {
    let ended = false;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield bytes.subarray(0, 8192);
        for (;;) yield await Promise.resolve(randomBytes(1000));
      } finally {
        ended = true;
      }
    };
    expect(await read(endless(), { first: 0, count: 2 })).toMatchObject({ indexes: [0, 1], bad: null });
    expect(ended).toBe(true);
  });
});

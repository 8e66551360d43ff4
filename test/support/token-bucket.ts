import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';

/** Most bytes that pass at once after a rest, and the pieces in which they pass. */
const BURST_BYTES = 16 * 1024;
const PIECE_BYTES = 4 * 1024;

/** Lets so many bytes a second through, all its streams together, in the order in which they come. */
export class TokenBucket {
  readonly #bytesPerMs: number;
  #tokens = BURST_BYTES;
  #filledAtMs = performance.now();
  #queue: Promise<void> = Promise.resolve();

  constructor(bitsPerSecond: number) {
    this.#bytesPerMs = bitsPerSecond / 8 / 1000;
  }

  /** Resolves when these bytes may pass. */
  take(bytes: number): Promise<void> {
    const turn = this.#queue.then(() => this.#wait(bytes));
    this.#queue = turn;
    return turn;
  }

  /** A stream that passes bytes on as the bucket lets them. */
  stream(): Transform {
    const pass = async (stream: Transform, chunk: Buffer): Promise<void> => {
      // Of a connection that was given up nothing more passes, and nothing of the line is spent on it.
      for (let at = 0; at < chunk.length && !stream.destroyed; at += PIECE_BYTES) {
        const piece = chunk.subarray(at, at + PIECE_BYTES);
        await this.take(piece.length);
        stream.push(piece);
      }
    };
    return new Transform({
      highWaterMark: PIECE_BYTES,
      transform(this: Transform, chunk: Buffer, _encoding, done: TransformCallback): void {
        void pass(this, chunk).then(() => done());
      },
    });
  }

  async #wait(bytes: number): Promise<void> {
    this.#fill();
    if (this.#tokens < bytes) await new Promise((resolve) => setTimeout(resolve, (bytes - this.#tokens) / this.#bytesPerMs));
    this.#fill();
    this.#tokens -= bytes;
  }

  #fill(): void {
    const now = performance.now();
    this.#tokens = Math.min(BURST_BYTES, this.#tokens + (now - this.#filledAtMs) * this.#bytesPerMs);
    this.#filledAtMs = now;
  }
}

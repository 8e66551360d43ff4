import type { JournalLine } from '../../contract/usage/journal-line.ts';
import { parseLine } from './line.ts';

/** No line is shorter: two UUIDs, a hash, a wall time and the names of the fields. */
const SHORTEST_LINE_BYTES = 200;
const SEQ_PREFIX = /^\{"seq":([1-9][0-9]{0,15}),/;
const SEQ_PREFIX_BYTES = 25;

/** A run of lines that are unreadable, altered or missing. */
export interface Damage {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/**
 * Tells lines from damage while one segment is read piece by piece. A line must carry the number that is due; after an
 * unreadable piece, any number that the piece leaves room for. So a flipped digit cannot make the journal jump.
 */
export class LineSequence {
  #due: number;
  #slack = 0;

  constructor(firstSeq: number) {
    this.#due = firstSeq;
  }

  /** The number that the next line carries, if no line is missing. */
  get due(): number {
    return this.#due;
  }

  /** The piece read as the next line; null when it is none. */
  read(piece: Uint8Array): JournalLine | null {
    const line = parseLine(piece);
    if (line !== null && this.#fits(line.seq)) {
      this.#follow(line.seq);
      return line;
    }
    this.#slack += 1 + Math.floor(piece.byteLength / SHORTEST_LINE_BYTES);
    return null;
  }

  /** Goes past a line below `seq` that says by its first bytes that it is the next one; false when `read` must judge. */
  skip(piece: Uint8Array, seq: number): boolean {
    const start = Buffer.from(piece.buffer, piece.byteOffset, Math.min(piece.byteLength, SEQ_PREFIX_BYTES)).toString('latin1');
    const own = Number(SEQ_PREFIX.exec(start)?.[1]);
    if (own !== this.#due || own >= seq) return false;
    this.#follow(own);
    return true;
  }

  #fits(seq: number): boolean {
    return seq >= this.#due && seq <= this.#due + this.#slack;
  }

  #follow(seq: number): void {
    this.#due = seq + 1;
    this.#slack = 0;
  }
}

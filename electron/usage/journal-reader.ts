import { setTimeout as pause } from 'node:timers/promises';
import { segmentName, segmentPath } from './segments.ts';
import { readSegment } from './segment-reader.ts';
import type { ReadLine } from './segment-reader.ts';
import type { Damage } from './sequence.ts';

/** The files a journal's lines are in, and what they may be trusted to hold. */
export interface JournalFiles {
  readonly folder: string;
  /** First numbers of the segments, rising. */
  readonly segments: () => readonly number[];
  /** The last line that is durable: what lies behind it is not read. */
  readonly lastSeq: () => number;
  /** Told what was found in one segment, after it has been read. */
  readonly onDamage: (file: string, found: readonly Damage[]) => void;
}

const LINES_PER_STEP = 300;

/** Reads a journal's lines across its segments while others may be appended, and notices damage on the way. */
export class JournalReader {
  readonly #files: JournalFiles;

  constructor(files: JournalFiles) {
    this.#files = files;
  }

  async *read(range: { readonly from: number; readonly to?: number }): AsyncGenerator<ReadLine, void, undefined> {
    const segments = [...this.#files.segments()];
    const until = Math.min(range.to ?? Infinity, this.#files.lastSeq());
    let due = Math.max(range.from, segments[0] ?? Infinity);
    let previousHash: string | null = null;
    for (const [index, firstSeq] of segments.entries()) {
      // A segment ends where the next one begins, whatever else it holds: lines written again after a failed write.
      const end = Math.min(until, (segments[index + 1] ?? Infinity) - 1);
      if (end < due) continue;
      const found: Damage[] = [];
      try {
        for await (const line of readSegment(segmentPath(this.#files.folder, firstSeq), firstSeq, due, end)) {
          if (line.seq > due) found.push({ firstSeq: due, lastSeq: line.seq - 1 });
          else if (previousHash !== null && line.parsed.prev !== previousHash) {
            const altered = { firstSeq: due - 1, lastSeq: due - 1 };
            if (due > firstSeq) found.push(altered);
            else this.#report(segments[index - 1] ?? firstSeq, [altered]);
          }
          previousHash = line.hash;
          due = line.seq + 1;
          yield line;
        }
        if (due <= end) {
          found.push({ firstSeq: due, lastSeq: end });
          due = end + 1;
          previousHash = null;
        }
      } finally {
        this.#report(firstSeq, found);
      }
    }
  }

  async lineAt(seq: number): Promise<ReadLine | null> {
    for await (const line of this.read({ from: seq, to: seq })) return line;
    return null;
  }

  async *verify(from: number, pauseMs: number): AsyncGenerator<{ readonly seq: number; readonly hash: string }, void, undefined> {
    let count = 0;
    for await (const { seq, hash } of this.read({ from })) {
      count++;
      if (count % LINES_PER_STEP !== 0) continue;
      yield { seq, hash };
      await pause(pauseMs);
    }
  }

  #report(firstSeq: number, found: readonly Damage[]): void {
    // A segment that was removed with age while it was read is not damaged.
    const kept = this.#files.segments()[0] ?? Infinity;
    const real = found.filter((damage) => damage.firstSeq >= kept);
    if (real.length > 0) this.#files.onDamage(segmentName(firstSeq), real);
  }
}

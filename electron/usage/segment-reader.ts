import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { lineHash } from '../../contract/usage/chain.ts';
import { MAX_LINE_BYTES } from '../../contract/usage/journal-line.ts';
import type { JournalLine } from '../../contract/usage/journal-line.ts';
import { errorCode } from './disk.ts';
import { readBytes } from './read-bytes.ts';
import { LineSequence } from './sequence.ts';

/** A line as it stands on disk. */
export interface ReadLine {
  readonly seq: number;
  /** SHA-256 of `line`, hex. */
  readonly hash: string;
  /** The line's bytes without the newline. */
  readonly line: Buffer;
  readonly parsed: JournalLine;
}

const CHUNK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** A segment that cannot be opened for one of these reasons is one large gap. */
const lost: ReadonlySet<string> = new Set(['ENOENT', 'EIO', 'EACCES', 'EPERM', 'EISDIR']);

/** Lines of one segment from number `from` to `to`. What cannot be read as a line is left out: a gap in the numbers shows it. */
export async function* readSegment(path: string, firstSeq: number, from: number, to: number): AsyncGenerator<ReadLine, void, undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (lost.has(errorCode(error))) return;
    throw error;
  }
  try {
    const sequence = new LineSequence(firstSeq);
    for await (const piece of readPieces(file)) {
      if (sequence.skip(piece, from)) continue;
      const parsed = sequence.read(piece);
      if (parsed !== null && parsed.seq >= from && parsed.seq <= to) yield { seq: parsed.seq, hash: lineHash(piece), line: piece, parsed };
      if (sequence.due > to) return;
    }
  } finally {
    await file.close();
  }
}

/** What stands between newlines, never more than a little over a line's length at a time. */
async function* readPieces(file: FileHandle): AsyncGenerator<Buffer, void, undefined> {
  let carried: Buffer = Buffer.alloc(0);
  for (let position = 0; ; ) {
    const chunk = await readBytes(file, position, position + CHUNK_BYTES);
    if (chunk.length === 0) return;
    position += chunk.length;
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE, carried.length); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
    }
    carried = bytes.subarray(start);
    if (carried.length > MAX_LINE_BYTES) {
      yield carried; // Longer than any line: damage, handed on so that it is counted.
      carried = Buffer.alloc(0);
    }
  }
}

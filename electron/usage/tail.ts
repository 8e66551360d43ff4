import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { lineHash } from '../../contract/usage/chain.ts';
import type { Head } from '../../contract/usage/chain.ts';
import { MAX_LINE_BYTES } from '../../contract/usage/journal-line.ts';
import type { JournalLine } from '../../contract/usage/journal-line.ts';
import { cutLines, parseLine } from './line.ts';
import { readBytes } from './read-bytes.ts';
import { LineSequence } from './sequence.ts';
import type { Damage } from './sequence.ts';

/** Most bytes that are written, and so can be torn, at once. */
export const MAX_GROUP_BYTES = 64 * 1024;

/** Holds the last group that was written and at least one whole line before it. */
const WINDOW_BYTES = MAX_GROUP_BYTES + 2 * (MAX_LINE_BYTES + 1);
const BLOCK_BYTES = 64 * 1024;

/** How a segment ends. */
export interface Tail {
  /** The last line that can be trusted; null when the segment has none. */
  readonly last: { readonly head: Head; readonly line: JournalLine } | null;
  /** Where that line ends, its newline included. */
  readonly endBytes: number;
  /** Where the segment's content ends; what lies between `endBytes` and here is torn. Only zeros follow. */
  readonly contentBytes: number;
  /** Damage among the lines that were looked at on the way. */
  readonly damage: readonly Damage[];
}

/** A complete line of the window. */
interface Piece {
  readonly content: Buffer;
  readonly endBytes: number;
}

/** A piece that was found to be a line. */
interface Found {
  readonly index: number;
  readonly line: JournalLine;
  readonly head: Head;
}

/**
 * Reads the end of a segment, a few hundred kilobytes whatever its length. `before` finds the line before the
 * segment's first one: it is asked only when nothing else can tell whether a line belongs to the chain.
 */
export async function readTail(path: string, firstSeq: number, before: () => Promise<Head | null>): Promise<Tail> {
  const file = await open(path, 'r');
  try {
    const contentBytes = await findContentEnd(file);
    for (let size = WINDOW_BYTES; ; size *= 2) {
      const from = Math.max(0, contentBytes - size);
      const pieces = await readPieces(file, from, contentBytes);
      if (from === 0) return await judge(pieces, firstSeq, contentBytes, before);
      const start = anchor(pieces, firstSeq);
      if (start !== null) return await judge(pieces.slice(start.index), start.seq, contentBytes, nothingBefore);
      // Nothing but damage in this window: look further back.
    }
  } finally {
    await file.close();
  }
}

const nothingBefore = () => Promise.resolve(null);

/** Room is kept ready with zeros, and a power cut may leave more of them: the content ends at the last other byte. */
async function findContentEnd(file: FileHandle): Promise<number> {
  let end = (await file.stat()).size;
  while (end > 0) {
    const from = Math.max(0, end - BLOCK_BYTES);
    const block = await readBytes(file, from, end);
    for (let index = block.length - 1; index >= 0; index--) {
      if (block[index] !== 0) return from + index + 1;
    }
    end = from;
  }
  return 0;
}

async function readPieces(file: FileHandle, from: number, to: number): Promise<Piece[]> {
  const bytes = await readBytes(file, from, to);
  // A window that begins inside the segment begins inside a line: what comes before its first newline is left out.
  return cutLines(bytes)
    .lines.slice(from === 0 ? 0 : 1)
    .map(({ start, end }) => ({ content: bytes.subarray(start, end), endBytes: from + end + 1 }));
}

/** The window's first two lines that belong together, else its first readable one: from there on, lines are counted. */
function anchor(pieces: readonly Piece[], firstSeq: number): { readonly index: number; readonly seq: number } | null {
  let readable: { index: number; seq: number } | null = null;
  let previous: Head | null = null;
  for (const [index, { content }] of pieces.entries()) {
    const line = parseLine(content);
    const plausible = line !== null && line.seq >= firstSeq;
    if (plausible && line.seq - 1 === previous?.seq && line.prev === previous.hash) return { index: index - 1, seq: line.seq - 1 };
    if (plausible) readable ??= { index, seq: line.seq };
    previous = plausible ? { seq: line.seq, hash: lineHash(content) } : null;
  }
  return readable;
}

async function judge(pieces: readonly Piece[], start: number, contentBytes: number, before: () => Promise<Head | null>): Promise<Tail> {
  const sequence = new LineSequence(start);
  const found: Found[] = [];
  for (const [index, { content }] of pieces.entries()) {
    const line = sequence.read(content);
    if (line !== null) found.push({ index, line, head: { seq: line.seq, hash: lineHash(content) } });
  }
  const earlier = found.length === 1 ? await before() : null;
  while (found.length > 0 && !isTrusted(found, earlier)) found.pop();
  const last = found.at(-1);
  return {
    last: last === undefined ? null : { head: last.head, line: last.line },
    endBytes: last === undefined ? 0 : (pieces[last.index]?.endBytes ?? 0),
    contentBytes,
    damage: damageAmong(found, start),
  };
}

/** Nothing after the last line vouches for it, so it must continue the line just before it. */
function isTrusted(found: readonly Found[], earlier: Head | null): boolean {
  const [previous, last] = [found.at(-2), found.at(-1)];
  if (last === undefined) return false;
  if (previous === undefined) return earlier?.seq !== last.line.seq - 1 || earlier.hash === last.line.prev;
  return previous.index !== last.index - 1 || previous.head.hash === last.line.prev;
}

function damageAmong(found: readonly Found[], start: number): Damage[] {
  const damage: Damage[] = [];
  let due = start;
  let previous: Found | null = null;
  for (const entry of found) {
    const { seq, prev } = entry.line;
    if (seq > due) damage.push({ firstSeq: due, lastSeq: seq - 1 });
    else if (previous !== null && prev !== previous.head.hash) damage.push({ firstSeq: seq - 1, lastSeq: seq - 1 });
    due = seq + 1;
    previous = entry;
  }
  return damage;
}

import { uuidv7 } from 'uuidv7';
import { lineHash } from '../../contract/usage/chain.ts';
import type { Head } from '../../contract/usage/chain.ts';
import { eventData } from '../../contract/usage/event.ts';
import type { NewEvent, UsageEvent } from '../../contract/usage/event.ts';
import { journalLineSchema, MAX_LINE_BYTES } from '../../contract/usage/journal-line.ts';
import type { JournalLine } from '../../contract/usage/journal-line.ts';

/** When a line was made: wall time, and time since the boot that `boot` names. */
export interface Stamp {
  readonly at: string;
  readonly boot: string;
  readonly uptimeMs: number;
}

/** A line on its way to the disk. */
export interface NewLine {
  readonly event: UsageEvent;
  /** The line's place in the chain: its number and the hash of its bytes without the newline. */
  readonly head: Head;
  /** The line and its newline, in UTF-8. */
  readonly bytes: Buffer;
}

/** Makes the line that follows `prev`. Throws when the event's data does not fit its type or the line is too long. */
export function makeLine(event: NewEvent, prev: Head, stamp: Stamp): NewLine {
  const seq = prev.seq + 1;
  const recorded = {
    seq,
    id: uuidv7(),
    at: stamp.at,
    boot: stamp.boot,
    uptimeMs: stamp.uptimeMs,
    type: event.type,
    data: eventData[event.type].parse(event.data),
    prev: prev.hash,
  } as UsageEvent;
  const bytes = Buffer.from(`${JSON.stringify(recorded)}\n`);
  if (bytes.byteLength > MAX_LINE_BYTES + 1) {
    throw new RangeError(`${event.type} makes a line of ${bytes.byteLength} bytes; at most ${MAX_LINE_BYTES} fit`);
  }
  return { event: recorded, head: { seq, hash: lineHash(bytes.subarray(0, -1)) }, bytes };
}

/** What stands between two newlines of a segment, read as a line. */
export function parseLine(bytes: Uint8Array): JournalLine | null {
  if (bytes.byteLength > MAX_LINE_BYTES || bytes[0] !== OPENING_BRACE) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return null; // Torn or damaged: the caller sets it aside or reports it.
  }
  const line = journalLineSchema.safeParse(value);
  return line.success ? line.data : null;
}

const OPENING_BRACE = 0x7b;
const NEWLINE = 0x0a;

/** Cuts bytes at their newlines; `rest` is what follows the last one. */
export function cutLines(bytes: Buffer): { readonly lines: readonly { readonly start: number; readonly end: number }[]; readonly rest: number } {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    lines.push({ start, end });
    start = end + 1;
  }
  return { lines, rest: start };
}

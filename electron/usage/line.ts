import { randomFillSync } from 'node:crypto';
import { V7Generator } from 'uuidv7';
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
  /** All three as they stand in a line. */
  readonly text: string;
}

export function makeStamp(at: string, boot: string, uptimeMs: number): Stamp {
  return { at, boot, uptimeMs, text: `"at":"${at}","boot":"${boot}","uptimeMs":${uptimeMs}` };
}

/** A line on its way to the disk. */
export class NewLine {
  readonly event: UsageEvent;
  /** Without the newline. */
  readonly text: string;
  /** Of the text in UTF-8, and the newline. */
  readonly byteLength: number;
  #head: Head | null = null;

  constructor(event: UsageEvent, text: string) {
    this.event = event;
    this.text = text;
    this.byteLength = Buffer.byteLength(text) + 1;
  }

  /** The line's place in the chain. Its hash is made when it is first asked for, which is best while the disk works. */
  get head(): Head {
    this.#head ??= { seq: this.event.seq, hash: lineHash(this.text) };
    return this.#head;
  }
}

/** Random numbers are fetched many at a time: one fetch costs more than all else about an id. */
const random = new Uint32Array(1024);
let used = random.length;
const ids = new V7Generator({
  nextUint32: () => {
    if (used === random.length) {
      randomFillSync(random);
      used = 0;
    }
    return random[used++] ?? 0;
  },
});

/** Makes the line that follows `prev`. Throws when the event's data does not fit its type or the line is too long. */
export function makeLine(event: NewEvent, prev: Head, stamp: Stamp): NewLine {
  const seq = prev.seq + 1;
  const id = ids.generate().toString();
  const { at, boot, uptimeMs } = stamp;
  const data = eventData[event.type].parse(event.data);
  // Put together from its parts, because lines made in one turn share the text of their stamp. Numbers, ids, times, types
  // and hashes need no escaping.
  const text = `{"seq":${seq},"id":"${id}",${stamp.text},"type":"${event.type}","data":${JSON.stringify(data)},"prev":"${prev.hash}"}`;
  const line = new NewLine({ seq, id, at, boot, uptimeMs, type: event.type, data, prev: prev.hash } as UsageEvent, text);
  if (line.byteLength > MAX_LINE_BYTES + 1) {
    throw new RangeError(`${event.type} makes a line of ${line.byteLength} bytes; at most ${MAX_LINE_BYTES} fit`);
  }
  return line;
}

/** Lines as they are written, each with its newline. */
export function bytesOf(lines: readonly NewLine[]): Buffer {
  let text = '';
  for (const line of lines) text += `${line.text}\n`;
  return Buffer.from(text);
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

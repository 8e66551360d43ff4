import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { informationItemSchema } from '../../contract/information/item.ts';
import type { InformationItem } from '../../contract/information/item.ts';

/** CRC-32 in hex and the blank after it. */
const HEAD_BYTES = 9;
const NEWLINE = 10;

/** Items as they lie on the disk, a line each: CRC-32 of its JSON in hex, a blank, the JSON, a newline. */
export interface ItemLines {
  readonly lines: Uint8Array;
  /** Where each begins, and where the last ends. */
  readonly starts: Uint32Array;
}

export function itemLines(items: readonly InformationItem[]): ItemLines {
  const starts = new Uint32Array(items.length + 1);
  let lines = Buffer.allocUnsafeSlow(1024 + items.length * 1024);
  let at = 0;
  for (const [index, item] of items.entries()) {
    starts[index] = at;
    const json = JSON.stringify(item);
    // A character of a string takes three bytes at most.
    const most = at + HEAD_BYTES + json.length * 3 + 1;
    if (most > lines.length) lines = Buffer.concat([lines.subarray(0, at)], Math.max(most, lines.length * 2));
    const end = at + HEAD_BYTES + lines.write(json, at + HEAD_BYTES);
    lines.write(`${crc32(lines.subarray(at + HEAD_BYTES, end)).toString(16).padStart(8, '0')} `, at, 'latin1');
    lines[end] = NEWLINE;
    at = end + 1;
  }
  starts[items.length] = at;
  return { lines: lines.subarray(0, at), starts };
}

/** What a line says; null when it is damaged. */
export function readItemLine(line: Uint8Array): InformationItem | null {
  const json = jsonOf(line);
  return json === null ? null : informationItemSchema.parse(JSON.parse(json.toString()));
}

/** SHA-256 of a line's item, for the digest; null when it is damaged. */
export function lineHash(line: Uint8Array): string | null {
  const json = jsonOf(line);
  return json === null ? null : hash('sha256', json);
}

/** The same of lines that were just made. */
export function* lineHashes({ lines, starts }: ItemLines): Generator<string> {
  for (let index = 1; index < starts.length; index++) {
    yield hash('sha256', lines.subarray((starts[index - 1] ?? 0) + HEAD_BYTES, (starts[index] ?? 0) - 1));
  }
}

/** The same of an item itself. */
export function itemHash(item: InformationItem): string {
  return hash('sha256', JSON.stringify(item));
}

function jsonOf(line: Uint8Array): Buffer | null {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const json = bytes.subarray(HEAD_BYTES);
  return crc32(json) === Number.parseInt(bytes.toString('latin1', 0, HEAD_BYTES - 1), 16) ? json : null;
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { informationItemSchema } from '../../contract/information/item.ts';
import type { InformationItem } from '../../contract/information/item.ts';

/** CRC-32 in hex and the blank after it. */
const HEAD_BYTES = 9;

/** One item as it lies on the disk, without its newline: CRC-32 of its JSON in hex, a blank, the JSON. */
export function itemLine(item: InformationItem): Buffer {
  const json = Buffer.from(JSON.stringify(item));
  return Buffer.concat([Buffer.from(`${crc32(json).toString(16).padStart(8, '0')} `), json]);
}

/** What a line says; null when it is damaged. */
export function readItemLine(line: Uint8Array): InformationItem | null {
  const json = jsonOf(line);
  return json === null ? null : informationItemSchema.parse(JSON.parse(json.toString()));
}

/** SHA-256 of a line's item, for the digest; null when it is damaged. */
export function lineHash(line: Uint8Array): string | null {
  const json = jsonOf(line);
  return json === null ? null : createHash('sha256').update(json).digest('hex');
}

/** The same of an item itself. */
export function itemHash(item: InformationItem): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('hex');
}

function jsonOf(line: Uint8Array): Buffer | null {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const json = bytes.subarray(HEAD_BYTES);
  return crc32(json) === Number.parseInt(bytes.toString('latin1', 0, HEAD_BYTES - 1), 16) ? json : null;
}

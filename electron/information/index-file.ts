import { crc32 } from 'node:zlib';

/** The layout of index files, and under what items are found in them. A file of another one is made anew from its items. */
export const INDEX_FORMAT = 2;

/**
 * Named stretches of bytes, one after the other: `INF1`, the layout, CRC-32 of what follows, the length of the list, a list
 * of names and lengths as JSON, the stretches. Each begins at a multiple of 8, so that numbers are read where they lie.
 */
const MAGIC = 0x494e4631;
const HEAD_BYTES = 16;

export type Section = Uint8Array | Uint32Array | Int32Array;

export function packSections(sections: Readonly<Record<string, Section>>): Uint8Array {
  const list = Object.entries(sections).map(([name, data]) => [name, data.byteLength] as const);
  const json = Buffer.from(JSON.stringify(list));
  const start = rounded(HEAD_BYTES + json.length);
  const file = new Uint8Array(start + list.reduce((sum, [, bytes]) => sum + rounded(bytes), 0));
  file.set(json, HEAD_BYTES);
  let at = start;
  for (const data of Object.values(sections)) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += rounded(data.byteLength);
  }
  const head = new DataView(file.buffer);
  head.setUint32(0, MAGIC);
  head.setUint32(4, INDEX_FORMAT);
  head.setUint32(8, crc32(file.subarray(12 + 4)));
  head.setUint32(12, json.length);
  return file;
}

/** The stretches of a file by name; null for one that is damaged or of another layout. */
export function unpackSections(file: Uint8Array): ReadonlyMap<string, Uint8Array> | null {
  if (file.byteLength < HEAD_BYTES) return null;
  const head = new DataView(file.buffer, file.byteOffset, HEAD_BYTES);
  if (head.getUint32(0) !== MAGIC || head.getUint32(4) !== INDEX_FORMAT || head.getUint32(8) !== crc32(file.subarray(HEAD_BYTES))) return null;
  const length = head.getUint32(12);
  const list = JSON.parse(Buffer.from(file.subarray(HEAD_BYTES, HEAD_BYTES + length)).toString()) as readonly (readonly [string, number])[];
  const sections = new Map<string, Uint8Array>();
  let at = rounded(HEAD_BYTES + length);
  for (const [name, bytes] of list) {
    sections.set(name, file.subarray(at, at + bytes));
    at += rounded(bytes);
  }
  return sections;
}

function rounded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** Reads the stretches of an index file as what they are. */
export function sectionReader(sections: ReadonlyMap<string, Uint8Array>) {
  const bytes = (name: string): Uint8Array => {
    const found = sections.get(name);
    if (found === undefined) throw new Error(`the index has no ${name}`);
    return found;
  };
  return {
    bytes,
    uint32: (name: string): Uint32Array => {
      const { buffer, byteOffset, byteLength } = bytes(name);
      return new Uint32Array(buffer, byteOffset, byteLength / 4);
    },
    int32: (name: string): Int32Array => {
      const { buffer, byteOffset, byteLength } = bytes(name);
      return new Int32Array(buffer, byteOffset, byteLength / 4);
    },
  };
}

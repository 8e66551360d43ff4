import { crc32, inflateRawSync } from 'node:zlib';

/** What is wrong with an archive. */
export type ZipFault = 'broken' | 'locked' | 'too-large';

export class ZipError extends Error {
  readonly fault: ZipFault;

  constructor(fault: ZipFault) {
    super(fault);
    this.name = 'ZipError';
    this.fault = fault;
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly header: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 2000;

/**
 * The files of an archive that are wanted, unpacked. What the archive says of its sizes is not believed: unpacking stops when
 * all together pass `maxBytes`. Throws ZipError.
 */
export function unpackZip(archive: Buffer, wanted: (name: string) => boolean, maxBytes: number): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  let left = maxBytes;
  try {
    for (const entry of entriesOf(archive)) {
      if (!wanted(entry.name)) continue;
      if (files.has(entry.name)) throw new ZipError('broken');
      const bytes = unpack(archive, entry, left);
      left -= bytes.length;
      files.set(entry.name, bytes);
    }
  } catch (error) {
    if (error instanceof ZipError) throw error;
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw new ZipError('too-large');
    throw new ZipError('broken'); // Reading behind the end, or bytes that do not unpack.
  }
  return files;
}

function entriesOf(archive: Buffer): readonly Entry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new ZipError('broken');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  // Archives beyond 4 GB, whose numbers stand elsewhere, are beyond every limit here.
  if (count > MOST_ENTRIES || count === 0xffff || at === 0xffffffff) throw new ZipError('too-large');
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new ZipError('broken');
    const [flags, method] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10)];
    if ((flags & 1) !== 0) throw new ZipError('locked');
    const [nameBytes, extraBytes, commentBytes] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    const name = archive.toString('utf8', at + 46, at + 46 + nameBytes).replaceAll('\\', '/').replace(/^\//, '');
    entries.push({ name, method, packedBytes: archive.readUInt32LE(at + 20), header: archive.readUInt32LE(at + 42) });
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

function unpack(archive: Buffer, { method, packedBytes, header }: Entry, maxBytes: number): Buffer {
  if (archive.readUInt32LE(header) !== LOCAL) throw new ZipError('broken');
  const from = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  if (from + packedBytes > archive.length) throw new ZipError('broken');
  const packed = archive.subarray(from, from + packedBytes);
  if (method === 0) {
    if (packed.length > maxBytes) throw new ZipError('too-large');
    return packed;
  }
  if (method !== 8) throw new ZipError('broken');
  if (maxBytes < 1) throw new ZipError('too-large');
  return inflateRawSync(packed, { maxOutputLength: maxBytes });
}

/** An archive of these files, not packed. */
export function storedZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, bytes] of files) {
    const encoded = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800, 2); // The name is UTF-8.
    shared.writeUInt32LE(0x00210000, 6);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(bytes.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(encoded.length, 22);
    const local = Buffer.concat([uint32(LOCAL), shared, encoded]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([uint32(ENTRY), uint16(20), shared, rest, encoded]));
    parts.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, entries, uint32(END), end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

import { crc32 } from 'node:zlib';

/** A ZIP archive of these files, not compressed. */
export function storedZip(parts: ReadonlyMap<string, Buffer>): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [path, bytes] of parts) {
    const name = Buffer.from(path);
    // Version, UTF-8 names, stored, 1980-01-01, checksum, sizes.
    const shared = numbers([20, 2], [0x0800, 2], [0, 2], [0, 2], [0x0021, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]);
    files.push(numbers([0x04034b50, 4]), shared, name, bytes);
    directory.push(numbers([0x02014b50, 4], [20, 2]), shared, numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    offset += 4 + shared.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...files, ...directory, numbers([0x06054b50, 4], [0, 2], [0, 2], [parts.size, 2], [parts.size, 2], [size, 4], [offset, 4], [0, 2])]);
}

/** Whole numbers, each in so many bytes, the lowest byte first. */
function numbers(...values: readonly (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.from(values.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff)));
}

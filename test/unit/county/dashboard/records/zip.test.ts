import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { zipOf } from '../../../../../county/dashboard/records/zip.ts';

/** Reads an archive by its directory, as unpacking programs do, and checks every sum. */
function unzip(bytes: Uint8Array): Map<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const files = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const [method, sum, size, name, offset] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true), view.getUint32(at + 42, true)];
    const begin = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    const content = bytes.subarray(begin, begin + size);
    expect([method, sum]).toEqual([0, crc32(content)]);
    files.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), new TextDecoder().decode(content));
    at += 46 + name;
  }
  return files;
}

test('receipts packed into an archive come out as they were, each in its folder', () => {
  const entries = [
    { path: 'usage-records/a/1-9.usage.receipt', text: 'eyJ.one.sig' },
    { path: 'usage-records/乙/10-12.usage.receipt', text: '回执 two' },
    { path: 'empty', text: '' },
  ];
  expect([...unzip(zipOf(entries))]).toEqual(entries.map(({ path, text }) => [path, text]));
  expect([...unzip(zipOf([]))]).toEqual([]);
});

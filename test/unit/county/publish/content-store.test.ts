import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHUNK_BYTES } from '../../../../contract/programs/manifest.ts';
import { clearAbandoned, contentPath, storeFile } from '../../../../county/publish/content-store.ts';
import { emptyFolder } from '../../../support/county/folder.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test.each([1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES - 1])('a file of %d bytes lies by its hash, and its chunks are hashed', async (size) => {
  const folder = await emptyFolder();
  const bytes = randomBytes(size);
  await writeFile(join(folder, 'source'), bytes);
  const stored = await storeFile(folder, join(folder, 'source'));
  const chunks = Array.from({ length: Math.ceil(size / CHUNK_BYTES) }, (_, at) => sha256(bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES)));
  expect(stored).toEqual({ sha256: sha256(bytes), bytes: size, chunks });
  expect(bytes.equals(await readFile(contentPath(folder, stored.sha256)))).toBe(true);
});

test('the same bytes are kept once and not written again', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'source'), 'the same');
  const { sha256: hash } = await storeFile(folder, join(folder, 'source'));
  const before = await stat(contentPath(folder, hash));
  await storeFile(folder, join(folder, 'source'));
  expect((await stat(contentPath(folder, hash))).ino).toBe(before.ino);
  expect(await readdir(join(folder, 'content', 'incoming'))).toEqual([]);
});

test('a stored file that lost its end is replaced', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'source'), 'all of it');
  const { sha256: hash } = await storeFile(folder, join(folder, 'source'));
  await writeFile(contentPath(folder, hash), 'all');
  await storeFile(folder, join(folder, 'source'));
  expect(await readFile(contentPath(folder, hash), 'utf8')).toBe('all of it');
});

test('a stored file whose bytes have changed is replaced, and one that is probably there is not copied', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'source'), 'all of it');
  const { sha256: hash } = await storeFile(folder, join(folder, 'source'));
  await writeFile(contentPath(folder, hash), 'all of 1t');
  await storeFile(folder, join(folder, 'source'), { probablyHere: true });
  expect(await readFile(contentPath(folder, hash), 'utf8')).toBe('all of it');
  const before = await stat(join(folder, 'content', 'incoming'));
  let read = 0;
  await storeFile(folder, join(folder, 'source'), { probablyHere: true, onBytes: (bytes) => (read += bytes) });
  expect(read).toBe(9);
  // Nothing was ever written beside it.
  expect((await stat(join(folder, 'content', 'incoming'))).mtimeMs).toBe(before.mtimeMs);
});

test('a source that cannot be read leaves nothing behind', async () => {
  const folder = await emptyFolder();
  await expect(storeFile(folder, join(folder, 'missing'))).rejects.toThrow(/ENOENT/);
  expect(await readdir(join(folder, 'content', 'incoming'))).toEqual([]);
});

test('only what was abandoned a day ago is cleared away', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'source'), 'x');
  await storeFile(folder, join(folder, 'source'));
  const incoming = join(folder, 'content', 'incoming');
  const now = new Date('2026-11-23T12:00:00Z');
  for (const [name, hours] of [['old', 25], ['running', 1]] as const) {
    await writeFile(join(incoming, name), 'half');
    const at = new Date(now.getTime() - hours * 3_600_000);
    await utimes(join(incoming, name), at, at);
  }
  await clearAbandoned(folder, now);
  expect(await readdir(incoming)).toEqual(['running']);
});

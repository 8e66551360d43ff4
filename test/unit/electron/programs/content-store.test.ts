import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openContentStore } from '../../../../electron/programs/content-store.ts';
import type { ContentStore } from '../../../../electron/programs/content-store.ts';
import { manifestFile } from '../../../support/terminal/issue.ts';
import { emptyFolder, onFault, problemOf } from '../../../support/terminal/surroundings.ts';

const bytes = randomBytes(20_000);
const file = manifestFile(bytes, 'video/mp4');
const path = (folder: string): string => join(folder, 'content', file.sha256.slice(0, 2), file.sha256);

async function fill(content: ContentStore, indexes: readonly number[] = [...file.chunks.keys()]) {
  const part = await content.openPart(file);
  for (const index of indexes) await part.write({ index, bytes: bytes.subarray(index * 4096, (index + 1) * 4096) });
  return part;
}

describe('the content store', () => {
  it('has a file only when it was verified whole', async () => {
    const folder = await emptyFolder();
    const content = await openContentStore(folder, onFault);
    await content.survey([file]);
    const part = await fill(content);
    expect(content.has(file.sha256)).toBe(false);
    expect(await content.finish(part)).toBe(true);
    expect(content.has(file.sha256)).toBe(true);
    expect((await readFile(path(folder))).equals(bytes)).toBe(true);
    expect(await readdir(join(folder, 'parts'))).toEqual([]);
  });

  it('knows after a restart what is here, whole and in part', async () => {
    const folder = await emptyFolder();
    const part = await fill(await openContentStore(folder, onFault), [0, 1]);
    await part.sync();
    await part.close();
    const again = await openContentStore(folder, onFault);
    await again.survey([file]);
    expect(again.has(file.sha256)).toBe(false);
    expect(again.doneBytes(file)).toBe(8192);
    const rest = await fill(again, [2, 3, 4]);
    expect(again.doneBytes(file)).toBe(file.bytes);
    expect(await again.finish(rest)).toBe(true);
    const once = await openContentStore(folder, onFault);
    await once.survey([file]);
    expect(once.has(file.sha256)).toBe(true);
  });

  it('takes a complete part to its place when the power failed just before', async () => {
    const folder = await emptyFolder();
    const part = await fill(await openContentStore(folder, onFault));
    await part.sync();
    const again = await openContentStore(folder, onFault);
    await again.survey([file]);
    expect(again.has(file.sha256)).toBe(false);
    const reopened = await again.openPart(file);
    expect(reopened.nextMissing()).toBeNull();
    expect(await again.finish(reopened)).toBe(true);
    await part.close();
  });

  it('wants a damaged chunk again instead of giving the file out', async () => {
    const folder = await emptyFolder();
    const content = await openContentStore(folder, onFault);
    const part = await fill(content);
    await part.sync();
    const damaged = await readFile(join(folder, 'parts', file.sha256));
    damaged.writeUInt8(damaged.readUInt8(9000) ^ 1, 9000);
    await writeFile(join(folder, 'parts', file.sha256), damaged);
    expect(await content.finish(part)).toBe(false);
    expect(part.nextMissing()).toEqual({ first: 2, count: 1 });
    await part.write({ index: 2, bytes: bytes.subarray(8192, 12_288) });
    expect(await content.finish(part)).toBe(true);
  });

  it('refuses a manifest that contradicts itself', async () => {
    const content = await openContentStore(await emptyFolder(), onFault);
    const wrong = { ...file, sha256: 'f'.repeat(64) };
    const part = await content.openPart(wrong);
    for (const index of file.chunks.keys()) await part.write({ index, bytes: bytes.subarray(index * 4096, (index + 1) * 4096) });
    expect(await problemOf(() => content.finish(part))).toEqual({ code: 'content-damaged', data: { what: wrong.sha256 } });
    await part.close();
  });

  it('does not take a file of another size, or a folder, for the one it wants', async () => {
    const folder = await emptyFolder();
    const content = await openContentStore(folder, onFault);
    expect(await content.finish(await fill(content))).toBe(true);
    await truncate(path(folder), 100);
    expect(await content.present(file)).toBe(false);
    expect(content.has(file.sha256)).toBe(false);
    await rm(path(folder));
    await mkdir(path(folder));
    expect(await content.present(file)).toBe(false);
  });

  it('shares a part among all who have it open, and lets who reads it read on when it was finished or removed', async () => {
    const folder = await emptyFolder();
    const content = await openContentStore(folder, onFault);
    const reading = await content.openPart(file);
    const writing = await fill(content);
    expect(reading.doneBytes()).toBe(file.bytes);
    expect(await content.finish(writing)).toBe(true);
    await content.remove(file);
    expect(content.has(file.sha256)).toBe(false);
    expect(Buffer.from(await reading.read(2)).equals(bytes.subarray(8192, 12_288))).toBe(true);
    await reading.close();
    await reading.close();
    expect([...content.stored()]).toEqual([]);
  });

  it('makes a part again of a file with a damaged chunk, and wants that chunk alone', async () => {
    const folder = await emptyFolder();
    const content = await openContentStore(folder, onFault);
    await content.finish(await fill(content));
    const damaged = await readFile(path(folder));
    damaged.writeUInt8(damaged.readUInt8(5000) ^ 1, 5000);
    await writeFile(path(folder), damaged);
    await content.demote(file, new Set([0, 2, 3, 4]));
    expect(content.has(file.sha256)).toBe(false);
    expect(content.doneBytes(file)).toBe(file.bytes - 4096);
    const part = await content.openPart(file);
    expect(part.nextMissing()).toEqual({ first: 1, count: 1 });
    await part.write({ index: 1, bytes: bytes.subarray(4096, 8192) });
    expect(await content.finish(part)).toBe(true);
    expect((await readFile(path(folder))).equals(bytes)).toBe(true);
  });

  it('is not misled by a power cut in the middle of either', async () => {
    const folder = await emptyFolder();
    const content = await openContentStore(folder, onFault);
    await content.finish(await fill(content));
    // The record was written, the file not moved yet.
    await writeFile(`${join(folder, 'parts', file.sha256)}.chunks`, `chunks/1 ${file.bytes} 4096.\n0.\nsynced 1.`);
    const again = await openContentStore(folder, onFault);
    expect(again.has(file.sha256)).toBe(true);
    expect(await again.remove(file)).toBe(file.bytes);
    // The part was removed, its record not.
    await writeFile(`${join(folder, 'parts', file.sha256)}.chunks`, `chunks/1 ${file.bytes} 4096.\n0.\nsynced 1.`);
    const part = await (await openContentStore(folder, onFault)).openPart(file);
    expect(part.nextMissing()).toEqual({ first: 0, count: 5 });
    await part.close();
  });
});

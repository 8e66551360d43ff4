import { randomBytes } from 'node:crypto';
import { readdir, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileMime } from '../../../../contract/programs/manifest.ts';
import { openContentStore } from '../../../../electron/programs/content-store.ts';
import { createMedia, mediaUrl } from '../../../../electron/programs/media.ts';
import type { MediaAnswer } from '../../../../electron/programs/media.ts';
import type { FileOutline } from '../../../../electron/programs/outline.ts';
import { manifestFile } from '../../../support/terminal/issue.ts';
import { emptyFolder, onFault } from '../../../support/terminal/surroundings.ts';

async function served(mime: FileMime = 'video/mp4', size = 700_000) {
  const bytes = randomBytes(size);
  const folder = await emptyFolder();
  const file = manifestFile(bytes, mime, 262_144);
  const content = await openContentStore(folder, onFault);
  const part = await content.openPart(file);
  for (const index of file.chunks.keys()) await part.write({ index, bytes: bytes.subarray(index * 262_144, (index + 1) * 262_144) });
  await content.finish(part);
  const missing: FileOutline[] = [];
  const open = createMedia({
    content,
    fileOf: (hash) => (hash === file.sha256 ? file : null),
    isOffered: () => false,
    readArriving: () => Promise.resolve(null),
    onMissing: (one) => missing.push(one),
    onFault,
  });
  return { open, file, folder, missing, bytes, content };
}

async function all(body: MediaAnswer['body']): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of body ?? []) parts.push(part);
  return Buffer.concat(parts);
}

/** How many files below `folder` this process has open. */
async function openFiles(folder: string): Promise<number> {
  const links = await readdir('/proc/self/fd');
  const paths = await Promise.all(links.map((link) => readlink(`/proc/self/fd/${link}`).catch(() => ''))); // Closed meanwhile.
  return paths.filter((path) => path.startsWith(folder)).length;
}

describe('the media answers', () => {
  it('give the whole file with its length and type', async () => {
    const { open, file, bytes } = await served();
    expect(mediaUrl(file.sha256)).toBe(`media://content/${file.sha256}`);
    const answer = await open(file.sha256, null);
    expect(answer).toMatchObject({ status: 200, headers: { 'Content-Type': 'video/mp4', 'Content-Length': '700000', 'Accept-Ranges': 'bytes' } });
    expect((await all(answer.body)).equals(bytes)).toBe(true);
  });

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=262100-262300', 262_100, 262_301],
    ['bytes=699999-', 699_999, 700_000],
    ['bytes=-500', 699_500, 700_000],
    ['bytes=300000-', 300_000, 700_000],
  ])('give the stretch %s', async (range, from, to) => {
    const { open, file, bytes } = await served();
    const answer = await open(file.sha256, range);
    expect(answer).toMatchObject({ status: 206, headers: { 'Content-Range': `bytes ${from}-${to - 1}/700000`, 'Content-Length': String(to - from) } });
    expect((await all(answer.body)).equals(bytes.subarray(from, to))).toBe(true);
  });

  it('say what the file has when a stretch lies behind its end', async () => {
    const { open, file } = await served();
    expect(await open(file.sha256, 'bytes=700000-')).toMatchObject({ status: 416, headers: { 'Content-Range': 'bytes */700000' }, body: null });
  });

  it('say that subtitles are in UTF-8', async () => {
    const { open, file } = await served('text/vtt');
    expect((await open(file.sha256, null)).headers['Content-Type']).toBe('text/vtt; charset=utf-8');
  });

  it.each(['', '..', '../identity.json', '%2e%2e/identity.json', 'a'.repeat(64), 'A'.repeat(64), '/etc/passwd'])(
    'know nothing of “%s”',
    async (path) => {
      const { open } = await served();
      expect(await open(path, null)).toEqual({ status: 404, headers: {}, body: null });
    },
  );

  it('have a file fetched again that has gone from the disk', async () => {
    const { open, file, folder, missing } = await served();
    await rm(join(folder, 'content', file.sha256.slice(0, 2), file.sha256));
    expect((await open(file.sha256, null)).status).toBe(404);
    expect(missing.map((one) => one.sha256)).toEqual([file.sha256]);
  });

  it('give the rest of what is being read when the file is removed meanwhile, and nothing to who asks then', async () => {
    const { open, file, content, bytes } = await served('video/mp4', 2_000_000);
    const { body } = await open(file.sha256, 'bytes=0-');
    const reader = body?.getReader();
    const first = await reader?.read();
    await content.remove(file);
    reader?.releaseLock();
    expect(Buffer.concat([first?.value ?? Buffer.alloc(0), await all(body)]).equals(bytes)).toBe(true);
    expect((await open(file.sha256, null)).status).toBe(404);
  });

  it.runIf(process.platform === 'linux')('open a film once, however many ask for it, and let go of it when it is removed and nobody reads it', async () => {
    const { open, file, folder, content } = await served('video/mp4', 2_000_000);
    const bodies = await Promise.all(['bytes=0-', 'bytes=700000-', 'bytes=-5'].map(async (range) => (await open(file.sha256, range)).body));
    for (const body of bodies) {
      const reader = body?.getReader();
      await reader?.read();
      reader?.releaseLock();
    }
    expect(await openFiles(folder)).toBe(1);
    await content.remove(file);
    expect(await openFiles(folder)).toBe(1);
    for (const body of bodies) await body?.cancel();
    await expect.poll(() => openFiles(folder)).toBe(0);
  });

  it.runIf(process.platform === 'linux')('are given up in the middle without anything being left open', async () => {
    const { open, file, folder, content } = await served('video/mp4', 2_000_000);
    const { body } = await open(file.sha256, 'bytes=0-');
    const reader = body?.getReader();
    await reader?.read();
    void reader?.read(); // Under way when it is given up.
    await reader?.cancel();
    await content.close();
    await expect.poll(() => openFiles(folder)).toBe(0);
  });
});

import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CachedOutline } from '../../../../electron/programs/outline-cache.ts';
import { cachedOutline, openOutlineCache } from '../../../../electron/programs/outline-cache.ts';
import { sha256, testIssue } from '../../../support/terminal/issue.ts';
import { countyKey } from '../../../support/terminal/signing.ts';
import { emptyFolder } from '../../../support/terminal/surroundings.ts';

const key = countyKey();
const cached = (issue: string): CachedOutline => {
  const { manifest, manifestText } = testIssue(key, [5000], { issue });
  return cachedOutline(manifest, sha256(manifestText), { size: manifestText.length, mtimeMs: 1234.5 });
};

/** What the file at `path` gives when it is opened. */
async function foundIn(path: string): Promise<readonly string[]> {
  return [...(await openOutlineCache(path)).found.values()].map(({ outline }) => outline.issue);
}

/** A file with these issues, its bytes, and where each record begins. */
async function written(issues: readonly string[]) {
  const path = join(await emptyFolder(), 'outlines');
  const cache = await openOutlineCache(path);
  const all = issues.map(cached);
  const begins: number[] = [];
  for (const one of all) {
    begins.push(await readFile(path).then(({ length }) => length, () => 0));
    await cache.add(one);
  }
  return { path, cache, all, begins, bytes: await readFile(path) };
}

describe('the outlines of manifests', () => {
  it('are found again with what their manifests were', async () => {
    const { path, all } = await written(['2026-10', '2026-11']);
    const { found } = await openOutlineCache(path);
    expect([...found.values()].map(({ manifest, bytes, modifiedMs }) => ({ manifest, bytes, modifiedMs }))).toEqual(
      all.map(({ manifest, bytes, modifiedMs }) => ({ manifest, bytes, modifiedMs })),
    );
    expect(found.get(all[1]?.manifest ?? '')?.outline).toMatchObject({ issue: '2026-11', title: { 'zh-CN': '第一期' } });
  });

  it('that are altered are left out, and only those', async () => {
    const { path, begins, bytes } = await written(['2026-09', '2026-10', '2026-11']);
    const [, begin = 0, end = 0] = begins;
    for (let at = begin + 12; at < end; at += 37) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 4, at);
      await writeFile(path, damaged);
      expect(await foundIn(path)).toEqual(['2026-09', '2026-11']);
    }
  });

  it('before a torn or altered frame are found, wherever it is', async () => {
    const { path, begins, bytes } = await written(['2026-10', '2026-11']);
    const [, second = 0] = begins;
    for (const length of [second + 1, second + 11, second + 60, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, length));
      expect(await foundIn(path)).toEqual(['2026-10']);
    }
    for (let at = second; at < second + 12; at += 1) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 128, at);
      await writeFile(path, damaged);
      expect(await foundIn(path)).toEqual(['2026-10']);
    }
  });

  it('come into the place of what a power cut tore, and of what an older release wrote', async () => {
    const { path, bytes } = await written(['2026-10']);
    await appendFile(path, bytes.subarray(0, 300));
    await (await openOutlineCache(path)).add(cached('2026-11'));
    expect(await foundIn(path)).toEqual(['2026-10', '2026-11']);
    await writeFile(path, '\n0123 {"cache":1,"manifest":""}'.repeat(1000));
    await (await openOutlineCache(path)).add(cached('2026-12'));
    expect(await foundIn(path)).toEqual(['2026-12']);
  });

  it('of issues that are gone are dropped when there are many', async () => {
    const { path, cache, all } = await written(Array.from({ length: 40 }, () => '2026-11'));
    const before = (await readFile(path)).length;
    await cache.compact(new Map(all.slice(-1).map((one) => [one.manifest, one])));
    expect((await readFile(path)).length).toBeLessThan(before / 30);
    await cache.add(cached('2026-12'));
    expect(await foundIn(path)).toEqual(['2026-11', '2026-12']);
  });
});

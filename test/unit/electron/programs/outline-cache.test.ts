import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../../electron/programs/outline.ts';
import { openOutlineCache } from '../../../../electron/programs/outline-cache.ts';
import { sha256, testIssue } from '../../../support/terminal/issue.ts';
import { countyKey } from '../../../support/terminal/signing.ts';
import { emptyFolder } from '../../../support/terminal/surroundings.ts';

const key = countyKey();
const cached = (issue: string) => {
  const { manifest, manifestText } = testIssue(key, [5000], { issue });
  return { manifest: sha256(manifestText), bytes: manifestText.length, modifiedMs: 1234.5, outline: outlineOf(manifest) };
};

describe('the outlines of manifests', () => {
  it('are read as they were written, Chinese and all', async () => {
    const path = join(await emptyFolder(), 'outlines');
    const cache = await openOutlineCache(path);
    const [one, two] = [cached('2026-10'), cached('2026-11')];
    await cache.add(one);
    await cache.add(two);
    const again = await openOutlineCache(path);
    expect([...again.found.values()]).toEqual([one, two]);
    expect(again.found.get(two.manifest)?.outline.title['zh-CN']).toBe('第一期');
  });

  it('that are torn or altered are left out, and only those', async () => {
    const path = join(await emptyFolder(), 'outlines');
    const cache = await openOutlineCache(path);
    const all = ['2026-09', '2026-10', '2026-11'].map(cached);
    for (const one of all) await cache.add(one);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"number":"2026-10"', '"number":"2026-19"'));
    await appendFile(path, text.slice(0, 300));
    expect([...(await openOutlineCache(path)).found.keys()]).toEqual([all[0]?.manifest, all[2]?.manifest]);
  });

  it('of issues that are gone are dropped when there are many', async () => {
    const path = join(await emptyFolder(), 'outlines');
    const cache = await openOutlineCache(path);
    const one = cached('2026-11');
    for (let times = 0; times < 40; times += 1) await cache.add(one);
    const before = (await readFile(path)).length;
    await cache.compact(new Map([[one.manifest, one]]));
    expect((await readFile(path)).length).toBeLessThan(before / 30);
    expect([...(await openOutlineCache(path)).found.values()]).toEqual([one]);
  });
});

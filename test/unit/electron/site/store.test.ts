import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../../../electron/site/store.ts';
import type { Store } from '../../../../electron/site/store.ts';
import { emptyFolder, problemList, testClock } from '../../../support/terminal/surroundings.ts';

const schema = z.strictObject({ count: z.int(), word: z.string() });
type Data = z.infer<typeof schema>;
const initial: Data = { count: 0, word: 'none' };

async function open(folder: string, options: { secret?: boolean; version?: number } = {}): Promise<{ store: Store<Data>; problems: string[] }> {
  const problems = problemList();
  const store = await openStore({ file: join(folder, 'small.json'), version: 1, schema, initial, clock: testClock(), onProblem: problems.add, ...options });
  return { store, problems: problems.list.map((problem) => problem.code) };
}

describe('a small store', () => {
  it('begins with its default, and writes nothing before something changes', async () => {
    const folder = await emptyFolder();
    const { store, problems } = await open(folder);
    expect(store.read()).toEqual(initial);
    expect(problems).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps what was changed when it is opened again', async () => {
    const folder = await emptyFolder();
    const { store } = await open(folder);
    await store.update((data) => ({ ...data, word: '马铃薯' }));
    expect((await open(folder)).store.read()).toEqual({ count: 0, word: '马铃薯' });
  });

  it('makes changes one after another, so that none is lost', async () => {
    const folder = await emptyFolder();
    const { store } = await open(folder);
    await Promise.all(Array.from({ length: 20 }, () => store.update((data) => ({ ...data, count: data.count + 1 }))));
    expect(store.read().count).toBe(20);
    expect((await open(folder)).store.read().count).toBe(20);
  });

  it('refuses a change that does not fit the schema, and goes on', async () => {
    const { store } = await open(await emptyFolder());
    await expect(store.update((data) => ({ ...data, count: 1.5 }))).rejects.toThrow();
    expect(store.read()).toEqual(initial);
    await store.update((data) => ({ ...data, count: 2 }));
    expect(store.read().count).toBe(2);
  });

  it.runIf(process.platform !== 'win32')('lets only the owner read a secret one, its copy too', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'small.json.new'), 'left over', { mode: 0o666 });
    const { store } = await open(folder, { secret: true });
    await store.update((data) => ({ ...data, count: 1 }));
    for (const name of ['small.json', 'small.json.bak']) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, 20)],
    ['empty', () => ''],
    ['zeros', () => '\0'.repeat(100)],
    ['of another shape', () => '{"version":1,"data":{"count":"many"}}'],
    ['of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
  ])('uses the copy when the file is %s, sets the file aside and says so', async (_what, damage) => {
    const folder = await emptyFolder();
    const file = join(folder, 'small.json');
    const first = await open(folder);
    await first.store.update((data) => ({ ...data, count: 7 }));
    const damaged = damage(await readFile(file, 'utf8'));
    await writeFile(file, damaged);

    const { store, problems } = await open(folder);
    expect(store.read().count).toBe(7);
    expect(problems).toEqual(['settings-damaged']);
    const aside = (await readdir(folder)).filter((name) => name.startsWith('small.json.damaged-'));
    expect(aside).toHaveLength(1);
    expect(await readFile(join(folder, aside[0] ?? ''), 'utf8')).toBe(damaged);
    expect((await open(folder)).problems).toEqual([]);
  });

  it('uses the copy when the file is gone', async () => {
    const folder = await emptyFolder();
    await (await open(folder)).store.update((data) => ({ ...data, count: 7 }));
    await rm(join(folder, 'small.json'));
    const { store, problems } = await open(folder);
    expect(store.read().count).toBe(7);
    expect(problems).toEqual(['settings-damaged']);
  });

  it('falls back to its default when file and copy are damaged, and keeps both for who repairs', async () => {
    const folder = await emptyFolder();
    await (await open(folder)).store.update((data) => ({ ...data, count: 7 }));
    for (const name of ['small.json', 'small.json.bak']) await writeFile(join(folder, name), 'garbage');
    const { store, problems } = await open(folder);
    expect(store.read()).toEqual(initial);
    expect(problems).toEqual(['settings-damaged']);
    expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toHaveLength(2);
  });

  it('reads the old data when the power failed before the new file took its place', async () => {
    const folder = await emptyFolder();
    await (await open(folder)).store.update((data) => ({ ...data, count: 1 }));
    await writeFile(join(folder, 'small.json.new'), '{"version":1,"data":{"count":2,"wo');
    const { store, problems } = await open(folder);
    expect(store.read().count).toBe(1);
    expect(problems).toEqual([]);
  });
});

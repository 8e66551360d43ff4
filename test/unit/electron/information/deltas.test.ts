import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { informationDigest } from '../../../../contract/information/digest.ts';
import type { InformationItem } from '../../../../contract/information/item.ts';
import { openInformation } from '../../../../electron/information/information.ts';
import { itemHash } from '../../../../electron/information/item-line.ts';
import { technique } from '../../../support/terminal/information.ts';
import { countyKey } from '../../../support/terminal/signing.ts';
import { emptyFolder, expectProblem, onFault, problemList, testClock } from '../../../support/terminal/surroundings.ts';

const key = countyKey();
const publishedAt = '2026-11-20T09:00:00.000+08:00';
const item = (id: string, title = '滴灌'): InformationItem => technique({ id, title });

function digestOf(items: readonly InformationItem[]): string {
  const digest = informationDigest();
  for (const one of items) digest.add(itemHash(one));
  return digest.text();
}

async function information(folder?: string) {
  const at = folder ?? (await emptyFolder());
  const problems = problemList();
  const opened = await openInformation({ folder: at, countyKey: key.publicKey, clock: testClock(), onProblem: problems.add, onFault });
  onTestFinished(() => opened.close());
  const ids = async (query: string): Promise<string[]> => (await opened.find(query, null, 200)).hits.map(({ id }) => id).sort();
  const base = (version: number, items: readonly InformationItem[], synonyms?: readonly (readonly string[])[]) =>
    opened.accept(Buffer.from(key.sign({ kind: 'information/1', version, publishedAt, items, ...(synonyms === undefined ? {} : { synonyms }) })));
  const delta = (from: number, version: number, put: readonly InformationItem[], removed: readonly string[], digest: string, synonyms: readonly (readonly string[])[] = []) =>
    opened.accept(Buffer.from(key.sign({ kind: 'information-delta/1', from, version, publishedAt, put, removed, synonyms, digest })));
  return { folder: join(at, 'information'), root: at, opened, ids, base, delta, problems };
}

describe('a delta of the wealth information', () => {
  it('puts, changes and removes items at once, and is there after a restart', async () => {
    const { root, opened, ids, base, delta } = await information();
    await base(1, [item('a'), item('b'), item('c', '嫁接')]);
    const after = [item('a'), item('b', '修剪'), item('d')];
    expect(await delta(1, 2, [item('b', '修剪'), item('d')], ['c'], digestOf(after))).toBe('taken');
    expect([opened.version(), opened.view().counts.technique]).toEqual([2, 3]);
    expect([await ids('滴灌'), await ids('修剪'), await ids('嫁接')]).toEqual([['a', 'd'], ['b'], []]);
    expect([await opened.item('c'), await opened.item('b')]).toEqual([null, item('b', '修剪')]);
    await opened.close();
    const again = await information(root);
    expect([again.opened.version(), await again.ids('滴灌'), await again.ids('修剪')]).toEqual([2, ['a', 'd'], ['b']]);
  });

  it('is there at one stroke for whoever searches meanwhile: all items of the old version, then all of the new', async () => {
    const { opened, base, delta } = await information();
    const before = Array.from({ length: 60 }, (_, at) => item(`i-${at}`, `滴灌之${at}`));
    const after = before.map(({ id }, at) => (at < 40 ? item(id, `滴灌新${at}`) : item(id, `滴灌之${at}`)));
    await base(1, before);
    const answers: string[] = [];
    const ended = new AbortController();
    const taken = delta(1, 2, after.slice(0, 40), [], digestOf(after)).finally(() => ended.abort());
    while (!ended.signal.aborted) {
      const { count, hits } = await opened.find('滴灌', null, 200);
      answers.push(`${count} ${hits.filter(({ title }) => title['zh-CN'].startsWith('滴灌新')).length}`);
      await setImmediate();
    }
    expect(await taken).toBe('taken');
    expect(answers.length).toBeGreaterThan(3);
    expect([...new Set([...answers, '60 40'])]).toEqual(['60 0', '60 40']);
  });

  it('asks for the whole base when it does not lead on from what is here, or leads elsewhere', async () => {
    const { opened, ids, base, delta } = await information();
    expect(await delta(1, 2, [item('a')], [], digestOf([item('a')]))).toBe('whole-wanted');
    await base(2, [item('a')]);
    expect(await delta(1, 3, [item('b')], [], digestOf([item('a'), item('b')]))).toBe('whole-wanted');
    expect(await delta(2, 3, [item('b')], [], digestOf([item('b')]))).toBe('whole-wanted');
    expect([opened.version(), await ids('滴灌')]).toEqual([2, ['a']]);
    expect(await base(3, [item('a'), item('b')])).toBe('taken');
    expect(await delta(2, 3, [item('b')], [], '0'.repeat(64))).toBe('known');
    await expectProblem('version-older', () => delta(1, 2, [], [], '0'.repeat(64)));
  });

  it('is refused when the county did not sign it', async () => {
    const { opened, base } = await information();
    await base(1, [item('a')]);
    const forged = countyKey().sign({ kind: 'information-delta/1', from: 1, version: 2, publishedAt, put: [], removed: ['a'], synonyms: [], digest: digestOf([]) });
    await expectProblem('signature-wrong', () => opened.accept(Buffer.from(forged)));
    await expectProblem('signature-wrong', () => opened.accept(Buffer.from('<html>sign in</html>')));
    expect(opened.version()).toBe(1);
  });

  it('brings the county’s own words for the same thing', async () => {
    const { ids, base, delta } = await information();
    await base(1, [item('a')], [['滴灌', '毛管带']]);
    expect(await ids('毛管带')).toEqual(['a']);
    await delta(1, 2, [], [], digestOf([item('a')]), [['滴灌', '细水管']]);
    expect([await ids('毛管带'), await ids('细水管')]).toEqual([[], ['a']]);
  });

  it('is joined with the others when there are many, and nothing is lost or found twice', async () => {
    const { folder, root, opened, ids, base, delta } = await information();
    let items = [item('a'), item('b')];
    await base(1, items);
    for (let version = 2; version <= 12; version++) {
      const changed = item('b', `滴灌之${version}`);
      items = [...items.filter(({ id }) => id !== 'b'), changed, item(`new-${version}`)];
      await delta(version - 1, version, [changed, item(`new-${version}`)], [], digestOf(items));
    }
    await opened.close();
    expect((await readdir(folder)).filter((name) => name.startsWith('items-')).length).toBeLessThanOrEqual(7);
    const again = await information(root);
    expect(await again.ids('滴灌')).toEqual(items.map(({ id }) => id).sort());
    expect((await again.opened.item('b'))?.title['zh-CN']).toBe('滴灌之12');
    expect(ids).toBeDefined();
  });
});

describe('what the disk damages', () => {
  it('of the index is made anew from the items', async () => {
    const { folder, root, opened, base } = await information();
    await base(1, [item('a'), item('b')]);
    await opened.close();
    for (const damage of [async (path: string) => writeFile(path, 'another format'), async (path: string) => flipByte(path, 200)]) {
      const index = (await readdir(folder)).find((name) => name.startsWith('index-')) ?? '';
      await damage(join(folder, index));
      const again = await information(root);
      await expect.poll(() => again.ids('滴灌')).toEqual(['a', 'b']);
      expect(again.opened.version()).toBe(1);
      await again.opened.close();
    }
  });

  it('of the items is left out, told when it is opened, and the whole base is asked for', async () => {
    const { folder, root, opened, base } = await information();
    await base(1, [item('a'), item('b', '嫁接')]);
    await opened.close();
    const items = join(folder, (await readdir(folder)).find((name) => name.startsWith('items-')) ?? '');
    await flipByte(items, (await readFile(items)).indexOf('嫁接') + 1);
    const again = await information(root);
    await expectProblem('content-damaged', () => again.opened.item('b'));
    await expect.poll(() => again.opened.version()).toBe(0);
    expect([await again.ids('滴灌'), await again.ids('嫁接')]).toEqual([['a'], []]);
    expect(await again.base(1, [item('a'), item('b', '嫁接')])).toBe('taken');
    expect(await again.ids('嫁接')).toEqual(['b']);
  });

  it('leaves what a power cut left over out, and removes it', async () => {
    const { folder, root, opened, base } = await information();
    await base(1, [item('a')]);
    await opened.close();
    for (const name of ['items-9.jsonl', 'index-9.bin', 'index-10.bin.new']) await writeFile(join(folder, name), 'half');
    const again = await information(root);
    expect(await again.ids('滴灌')).toEqual(['a']);
    expect((await readdir(folder)).filter((name) => /9|10/.test(name))).toEqual([]);
  });
});

async function flipByte(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(path, bytes);
}

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importEnvelopes } from '../../../county/cli/words/import.ts';
import { InputError } from '../../../county/input.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { dongmen, searched } from './usage-events.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openTestCounty();
});
afterAll(() => county.close());

async function stickOf(terminals: readonly TestTerminal[]): Promise<string> {
  const stick = await emptyFolder();
  for (const { maker } of terminals) {
    for (const [first, last] of [[1, 5], [6, 9], [10, 12]] as const) {
      const file = join(stick, 'usage-records', maker.journal, `${first}-${last}.usage`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, maker.envelope(first, last));
    }
  }
  return stick;
}

async function terminal(): Promise<TestTerminal> {
  const made = await county.enterTerminal(dongmen);
  for (let count = 0; count < 12; count += 1) made.maker.record(searched());
  return made;
}

async function run(...paths: readonly string[]): Promise<{ said: readonly string[]; faults: readonly string[] }> {
  const said: string[] = [];
  try {
    await importEnvelopes.run(county.deps, paths, (line) => said.push(line), {});
    return { said, faults: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { said, faults: error.faults };
  }
}

it('a whole stick is taken in, and each envelope gets its receipt beside it', async () => {
  const [a, b] = [await terminal(), await terminal()];
  const stick = await stickOf([a, b]);
  const { said, faults } = await run(stick);
  expect(faults).toEqual([]);
  expect(said.length).toBe(7);
  expect(said[0]).toMatch(/^\[1\/6\] .*1-5\.usage: lines 1 to 5 of dongmen, 5 new, 0 known before\.$/);
  expect(said[6]).toBe('6 of 6 envelopes are taken in: 24 new lines, 0 known before, 0 that cannot be counted.');
  const files = await readdir(join(stick, 'usage-records', a.maker.journal));
  expect(files.sort()).toEqual(['1-5.usage', '1-5.usage.receipt', '10-12.usage', '10-12.usage.receipt', '6-9.usage', '6-9.usage.receipt']);
  const receipt = await readFile(join(stick, 'usage-records', a.maker.journal, '10-12.usage.receipt'), 'utf8');
  expect(JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ head: a.maker.head });
});

it('what was broken off is done again without counting twice', async () => {
  const one = await terminal();
  const stick = await stickOf([one]);
  await run(join(stick, 'usage-records', one.maker.journal, '1-5.usage'));
  await rm(join(stick, 'usage-records', one.maker.journal, '1-5.usage.receipt'));
  const { said, faults } = await run(stick);
  expect(faults).toEqual([]);
  expect(said.at(-1)).toBe('3 of 3 envelopes are taken in: 7 new lines, 5 known before, 0 that cannot be counted.');
  expect((await run(stick)).said.at(-1)).toMatch(/0 new lines, 12 known before/);
});

it('files that cannot be taken in are named with the reason, and the others are taken in', async () => {
  const one = await terminal();
  const stick = await stickOf([one]);
  const folder = join(stick, 'usage-records', one.maker.journal);
  await writeFile(join(folder, '2-3.usage'), 'a photograph');
  await writeFile(join(folder, '._1-5.usage'), 'left by another computer');
  await writeFile(join(folder, 'notes.txt'), 'hello');
  const empty = await emptyFolder();
  const { said, faults } = await run(stick, join(stick, 'nowhere'), empty);
  expect(said.at(-1)).toMatch(/^3 of 4 envelopes/);
  expect(faults).toEqual([
    expect.stringMatching(/2-3\.usage: The body is not gzip/),
    expect.stringMatching(/nowhere: ENOENT/),
    expect.stringMatching(/there is no envelope/),
  ]);
});

import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openOperator } from '../../../electron/site/operator.ts';
import { openStore } from '../../../electron/site/store.ts';
import { canMakeDisks, smallDisk } from '../../support/terminal/small-disk.ts';
import { expectProblem, problemList, problemOf, testClock, testRecorder } from '../../support/terminal/surroundings.ts';

const schema = z.strictObject({ text: z.string() });

async function fill(folder: string): Promise<string> {
  const file = join(folder, 'something-large');
  await writeFile(file, Buffer.alloc(2 * 1024 * 1024)).catch((error: unknown) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error;
  });
  return file;
}

it.runIf(canMakeDisks)('a store on a full disk says so, keeps what it had, and takes changes again when there is room', async () => {
  const folder = smallDisk(1024 * 1024);
  const problems = problemList();
  const open = () => openStore({ file: join(folder, 'small.json'), version: 1, schema, initial: { text: '' }, clock: testClock(), onProblem: problems.add });
  const store = await open();
  await store.update(() => ({ text: 'before' }));
  const filler = await fill(folder);
  const problem = await problemOf(() => store.update(() => ({ text: 'x'.repeat(100_000) })));
  expect(problem).toEqual({ code: 'disk-full', data: { freeBytes: 0 } });
  expect(store.read()).toEqual({ text: 'before' });
  expect((await open()).read()).toEqual({ text: 'before' });
  expect((await readdir(folder)).sort()).toEqual(['small.json', 'small.json.bak', 'something-large']);
  await rm(filler);
  await store.update(() => ({ text: 'after' }));
  expect((await open()).read()).toEqual({ text: 'after' });
  expect(problems.list).toEqual([]);
});

it.runIf(canMakeDisks)('the operator gets in on a full disk, and wrong PINs still make waits', async () => {
  const folder = smallDisk(1024 * 1024);
  const problems = problemList();
  const operator = await openOperator({ folder, clock: testClock(), recorder: testRecorder(), onProblem: problems.add });
  const filler = await fill(folder);
  await expectProblem('disk-full', () => operator.choosePin('2468'));
  expect(operator.view()).toEqual({ pinChosen: false, unlocked: false });
  await rm(filler);
  await operator.choosePin('2468');
  operator.lock();
  await fill(folder);
  await operator.unlock('2468');
  expect(operator.view().unlocked).toBe(true);
  for (let failures = 1; failures <= 4; failures += 1) await expectProblem('pin-wrong', () => operator.unlock('0000'));
  await expectProblem('pin-wait', () => operator.unlock('2468'));
  expect(new Set(problems.list.map((problem) => problem.code))).toEqual(new Set(['disk-full']));
});

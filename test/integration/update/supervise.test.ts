import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { proveVersion, readVersions, switchTo, takeRollBackNote } from '../../../electron/supervisor/versions.ts';
import { emptyFolder } from '../../support/terminal/surroundings.ts';
import { lastPid, started, supervise, writeProgram, writeRoot } from './program-root.ts';

const soon = { timeout: 30_000, interval: 50 };

test('a program that is killed is started again, one that quits is not, and one that wants to begin anew begins at once', async () => {
  const root = await emptyFolder();
  await writeRoot(root, '1.0.0');
  const running = supervise(root);
  await vi.waitFor(async () => expect(await started(root)).toHaveLength(1), soon);
  for (const times of [2, 3]) {
    process.kill(await lastPid(root), 'SIGKILL');
    await vi.waitFor(async () => expect(await started(root)).toHaveLength(times), soon);
  }
  expect(await running.end()).toBe(0);

  const quitting = await emptyFolder();
  await writeRoot(quitting, '1.0.0', 'wants-restart-once');
  const ended = supervise(quitting);
  await vi.waitFor(() => expect(ended.process.exitCode).toBe(0), soon);
  expect(await started(quitting)).toEqual(['1.0.0', '1.0.0']);
});

test('a version that comes up well stays; one that dies is given up after three starts, and the one before runs again', async () => {
  const root = await emptyFolder();
  await writeRoot(root, '1.0.0');
  await writeProgram(join(root, 'versions', '1.1.0'), '1.1.0', 'well');
  await switchTo(root, '1.1.0', '1.0.0');
  expect(await readVersions(root)).toEqual({ current: '1.1.0', previous: '1.0.0', onTrial: true, givenUp: null });
  const good = supervise(root);
  await vi.waitFor(async () => expect((await readVersions(root))?.onTrial).toBe(false), soon);
  await good.end();

  await writeProgram(join(root, 'versions', '1.2.0'), '1.2.0', 'dies');
  await switchTo(root, '1.2.0', '1.1.0');
  supervise(root);
  await vi.waitFor(async () => expect(await started(root)).toHaveLength(5), soon);
  expect(await started(root)).toEqual(['1.1.0', '1.2.0', '1.2.0', '1.2.0', '1.1.0']);
  expect(await readVersions(root)).toEqual({ current: '1.1.0', previous: '1.1.0', onTrial: false, givenUp: '1.2.0' });
  expect([await takeRollBackNote(root), await takeRollBackNote(root)]).toEqual(['1.2.0', null]);
});

test('a version that neither comes up nor ends is ended, and given up', async () => {
  const root = await emptyFolder();
  await writeRoot(root, '1.0.0');
  await writeProgram(join(root, 'versions', '1.1.0'), '1.1.0', 'hangs');
  await switchTo(root, '1.1.0', '1.0.0');
  supervise(root, 1);
  await vi.waitFor(async () => expect((await started(root)).at(-1)).toBe('1.0.0'), soon);
  expect((await started(root)).slice(0, 3)).toEqual(['1.1.0', '1.1.0', '1.1.0']);
});

test('a version without its program, and a trial that cannot be read, lead back as well', async () => {
  const root = await emptyFolder();
  await writeRoot(root, '1.0.0');
  await switchTo(root, '9.9.9', '1.0.0');
  supervise(root);
  await vi.waitFor(async () => expect(await started(root)).toEqual(['1.0.0']), soon);
  expect((await readFile(join(root, 'given-up'), 'utf8')).trim()).toBe('9.9.9');
});

test('coming up well ends a trial once', async () => {
  const root = await emptyFolder();
  await writeRoot(root, '1.0.0');
  expect(await proveVersion(root)).toBeNull();
  await switchTo(root, '1.1.0', '1.0.0');
  expect([await proveVersion(root), await proveVersion(root)]).toEqual(['1.0.0', null]);
});

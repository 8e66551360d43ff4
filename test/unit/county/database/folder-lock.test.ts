import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseInUseError, lockFolder, startOf } from '../../../../county/database/folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const leave = (lock: string) => writeFile(join(folder, 'lock'), lock);

describe('a folder’s lock', () => {
  it('is held by one at a time, and leaves nothing behind', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(DatabaseInUseError);
    await expect(lockFolder(folder)).rejects.toThrow(new RegExp(`in use by process ${process.pid}`));
    await lock.release();
    await (await lockFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is given to one of many who ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(asked.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  });

  it('is refused while another process that holds it lives, and free when that was killed', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const ended = once(holder, 'exit');
    await once(holder, 'spawn');
    await leave(JSON.stringify({ pid: holder.pid, start: startOf(holder.pid ?? 0) }));
    await expect(lockFolder(folder)).rejects.toThrow(DatabaseInUseError);
    holder.kill('SIGKILL');
    await ended;
    await (await lockFolder(folder)).release();
  });

  it.runIf(process.platform === 'linux')('is taken over when its number is another process’s now', async () => {
    await leave(JSON.stringify({ pid: process.pid, start: 'another boot 1' }));
    await (await lockFolder(folder)).release();
  });

  it.each([
    ['a process that is no more', JSON.stringify({ pid: 2 ** 22 - 1, start: null })],
    ['a power cut that left it empty', ''],
    ['something else', '{"pid":"many"}'],
  ])('is taken over from %s', async (_name, lock) => {
    await leave(lock);
    await (await lockFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holderOf, lock, tryLock } from '../../../build/run/lock.mjs';

let folder = '';
const file = () => join(folder, 'within', 'lock');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a lock', () => {
  it('is taken by one at a time and tells who that is', () => {
    const release = tryLock(file());
    expect(release).toBeTypeOf('function');
    expect(holderOf(file())).toBe(process.pid);
    expect(tryLock(file())).toBeNull();
    release?.();
    expect(holderOf(file())).toBeNull();
    expect(tryLock(file())).toBeTypeOf('function');
  });

  it('leaves nothing else in its folder', () => {
    const release = tryLock(file());
    tryLock(file());
    expect(readdirSync(join(folder, 'within'))).toEqual(['lock']);
    release?.();
    expect(readdirSync(join(folder, 'within'))).toEqual([]);
  });

  it('is taken over from a process that has ended', () => {
    tryLock(file());
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file(), `${pid} 1`);
    expect(tryLock(file())).toBeTypeOf('function');
    expect(holderOf(file())).toBe(process.pid);
  });

  it('is taken over when its process id belongs to another process by now', () => {
    tryLock(file());
    writeFileSync(file(), `${process.pid} 1`);
    expect(tryLock(file())).toBeTypeOf('function');
  });

  it('is taken over when a power cut left it empty', () => {
    tryLock(file());
    writeFileSync(file(), '');
    expect(tryLock(file())).toBeTypeOf('function');
  });

  it('is waited for', async () => {
    const release = tryLock(file());
    let waits = 0;
    await lock(file(), () => {
      waits += 1;
      expect(holderOf(file())).toBe(process.pid);
      release?.();
    });
    expect(waits).toBe(1);
  });
});

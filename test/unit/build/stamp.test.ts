import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '../../../build/setup/stamp.mjs';

let root = '';
const write = (path: string, content: string) => writeFileSync(join(root, path), content);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stamp-'));
  mkdirSync(join(root, 'source', 'deep'), { recursive: true });
  write('source/a.ts', 'a');
  write('source/deep/b.ts', 'b');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the stamp of sources', () => {
  const hash = (...paths: string[]) => contentHash(root, paths.length > 0 ? paths : ['source']);

  it('stays the same when a file is only touched', () => {
    const before = hash();
    utimesSync(join(root, 'source/a.ts'), new Date(0), new Date(0));
    expect(hash()).toBe(before);
  });

  it('changes with the content of a file, however deep it lies', () => {
    const before = hash();
    write('source/deep/b.ts', 'c');
    expect(hash()).not.toBe(before);
  });

  it('changes when a file is added or gets another name', () => {
    const before = hash();
    write('source/c.ts', '');
    const added = hash();
    rmSync(join(root, 'source/c.ts'));
    write('source/d.ts', '');
    expect(new Set([before, added, hash()]).size).toBe(3);
  });

  it('tells apart contents that are the same when they are written one after the other', () => {
    write('source/a.ts', 'ax');
    write('source/deep/b.ts', 'b');
    const before = hash();
    write('source/a.ts', 'a');
    write('source/deep/b.ts', 'xb');
    expect(hash()).not.toBe(before);
  });

  it('takes single files, leaves out what does not exist, and does not depend on the order', () => {
    expect(hash('source/a.ts', 'missing', 'source/deep')).toBe(hash('source/deep', 'source/a.ts'));
    expect(hash('source/a.ts')).not.toBe(hash('source'));
  });
});

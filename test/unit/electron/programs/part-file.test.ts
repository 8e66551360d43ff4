import { randomBytes } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CheckedChunk } from '../../../../electron/programs/chunks.ts';
import { openPartFile, recordOf } from '../../../../electron/programs/part-file.ts';
import type { PartFile } from '../../../../electron/programs/part-file.ts';
import { manifestFile } from '../../../support/terminal/issue.ts';
import { emptyFolder } from '../../../support/terminal/surroundings.ts';

const bytes = randomBytes(10 * 4096 + 100);
const file = manifestFile(bytes, 'video/mp4');

function chunk(index: number): CheckedChunk {
  return { index, bytes: bytes.subarray(index * 4096, (index + 1) * 4096) };
}

async function begun(indexes: readonly number[], sync: boolean): Promise<{ path: string; part: PartFile }> {
  const path = join(await emptyFolder(), 'part');
  const part = await openPartFile(path, file);
  onTestFinished(() => part.close().catch(() => undefined)); // Many tests leave it open, as a power cut does.
  for (const index of indexes) await part.write(chunk(index));
  if (sync) await part.sync();
  return { path, part };
}

function here(part: PartFile): number[] {
  return [...file.chunks.keys()].filter((index) => part.has(index));
}

describe('a part file', () => {
  it('names what is missing, run by run', async () => {
    const { part } = await begun([0, 1, 4], false);
    expect(part.nextMissing()).toEqual({ first: 2, count: 2 });
    expect(part.nextMissing(4)).toEqual({ first: 5, count: 6 });
    expect(part.doneBytes()).toBe(3 * 4096);
    await part.write(chunk(10));
    expect(part.doneBytes()).toBe(3 * 4096 + 100);
    await part.close();
  });

  it('goes on where it was, whether or not it was closed', async () => {
    for (const sync of [true, false]) {
      const { path } = await begun([0, 2, 10], sync);
      const again = await openPartFile(path, file);
      expect(here(again)).toEqual([0, 2, 10]);
      await again.close();
    }
  });

  it('loses only what the disk lost when the power fails before a sync', async () => {
    const { path, part } = await begun([0, 1], true);
    await part.write(chunk(2));
    await part.write(chunk(3));
    const torn = await readFile(path);
    torn.fill(0, 3 * 4096, 4 * 4096); // The record's line reached the disk, the chunk's bytes did not.
    await writeFile(path, torn);
    const again = await openPartFile(path, file);
    expect(here(again)).toEqual([0, 1, 2]);
    await again.close();
  });

  it('checks every chunk again when its record is lost, damaged or of another cutting', async () => {
    for (const record of ['', 'garbage', 'chunks/1 1 1.']) {
      const { path, part } = await begun([1, 5], true);
      await part.close();
      await writeFile(recordOf(path), record);
      const again = await openPartFile(path, file);
      expect(here(again)).toEqual([1, 5]);
      await again.close();
    }
  });

  it('checks every chunk again when the part itself has another size', async () => {
    const { path, part } = await begun([0, 9], true);
    await part.close();
    await truncate(path, 4096);
    const again = await openPartFile(path, file);
    expect(here(again)).toEqual([0]);
    await again.close();
  });

  it('finds damage when it is told to look, and takes the chunk again', async () => {
    const all = [...file.chunks.keys()];
    const { path, part } = await begun(all, true);
    const damaged = await readFile(path);
    damaged.writeUInt8(damaged.readUInt8(5000) ^ 1, 5000);
    await writeFile(path, damaged);
    expect(await part.hash()).not.toBe(file.sha256);
    expect(await part.recheck()).toBe(1);
    expect(part.nextMissing()).toEqual({ first: 1, count: 1 });
    await part.write(chunk(1));
    await part.close();
    const again = await openPartFile(path, file);
    expect(again.nextMissing()).toBeNull();
    expect(await again.hash()).toBe(file.sha256);
    await again.close();
  });
});

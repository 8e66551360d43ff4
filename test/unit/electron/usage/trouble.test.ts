import { readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptyHead } from '../../../../contract/usage/chain.ts';
import { openJournal } from '../../../../electron/usage/journal.ts';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { createRecorder } from '../../../../electron/usage/recorder.ts';
import type { RecordingTrouble } from '../../../../electron/usage/recorder.ts';
import { FaultyDisk, linesOf, openTestJournal, sampleEvent, sampleNumbers, segmentsOf, temporaryFolder, TestClock, verified } from './support.ts';

async function append(journal: Journal, ...numbers: number[]): Promise<void> {
  for (const number of numbers) await journal.append(sampleEvent(number));
}

/** Resolves when every line is on disk again. */
function recovered(journal: Journal): Promise<void> {
  return new Promise((resolve) => {
    const look = (trouble: RecordingTrouble | null): void => {
      if (trouble !== null) return;
      stop();
      resolve();
    };
    const stop = journal.onTroubleChanged(look);
    look(journal.trouble());
  });
}

async function recoveries(journal: Journal): Promise<unknown[]> {
  await journal.append(sampleEvent(999)); // The recovery is recorded before it.
  return (await linesOf(journal)).filter(({ parsed }) => parsed.type === 'journal.disk-recovered').map(({ parsed }) => parsed.data);
}

async function expectChain(journal: Journal): Promise<void> {
  const lines = await linesOf(journal);
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
  lines.reduce((previous, { parsed, hash }) => {
    expect(parsed.prev).toBe(previous);
    return hash;
  }, emptyHead.hash);
}

afterEach(() => void vi.restoreAllMocks());

describe('a journal whose disk is full', () => {
  it('holds lines in order, says so, and writes them with a record of it when there is room', async () => {
    const folder = await temporaryFolder();
    const disk = new FaultyDisk();
    const journal = await openTestJournal({ folder, disk });
    const recorder = createRecorder(journal);
    const [told, troubles]: [number[], (RecordingTrouble | null)[]] = [[], []];
    recorder.onRecorded(({ seq }) => told.push(seq));
    recorder.onTroubleChanged((trouble) => troubles.push(trouble));
    await recorder.record(sampleEvent(1));
    disk.fault = () => ({ code: 'ENOSPC', keep: 100 });
    await recorder.record(sampleEvent(2));
    await Promise.all([recorder.record(sampleEvent(3)), recorder.record(sampleEvent(4))]);
    expect(recorder.trouble()).toEqual({ code: 'ENOSPC', lines: 3 });
    expect(journal.last.seq).toBe(1);
    expect(told).toEqual([1, 2, 3, 4]);
    const [segment] = await segmentsOf(folder);
    expect(segment?.bytes.toString('utf8').replaceAll('\0', '').split('\n').map((line) => line.length > 0)).toEqual([true, false]);
    disk.fault = null;
    await recovered(journal);
    expect(troubles.at(-1)).toBeNull();
    expect(await recoveries(journal)).toEqual([{ code: 'ENOSPC', waitedMs: expect.any(Number) as number, lines: 3 }]);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4, 999]);
    await expectChain(journal);
  });

  it('asks for room first, and needs no wait when some is made', async () => {
    const disk = new FaultyDisk();
    const asked: number[] = [];
    const journal = await openTestJournal({
      folder: await temporaryFolder(),
      disk,
      retryMs: { first: 60_000, most: 60_000 },
      makeRoom: (bytes) => {
        asked.push(bytes);
        disk.fault = null;
        return Promise.resolve();
      },
    });
    await append(journal, 1);
    disk.fault = () => ({ code: 'ENOSPC' });
    await append(journal, 2);
    await recovered(journal);
    expect(asked.length).toBe(1);
    expect(asked[0]).toBeGreaterThan(200);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2]);
  });

  it('writes the line alone when there is room for it, but none for the zeros kept ready behind it', async () => {
    const disk = new FaultyDisk();
    disk.fault = (bytes) => (bytes > 1000 ? { code: 'ENOSPC', keep: 700 } : null);
    const journal = await openTestJournal({ folder: await temporaryFolder(), disk });
    await append(journal, 1, 2);
    expect(journal.trouble()).toBeNull();
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2]);
  });

  it('refuses further events when memory for them is used up, and keeps those it holds', async () => {
    const disk = new FaultyDisk();
    const journal = await openTestJournal({ folder: await temporaryFolder(), disk, maxWaitingBytes: 1000 });
    disk.fault = () => ({ code: 'ENOSPC' });
    await append(journal, 1, 2, 3, 4);
    await expect(append(journal, 5)).rejects.toMatchObject({ problem: { code: 'records-waiting-for-disk', data: { lines: 4 } } });
    disk.fault = null;
    await recovered(journal);
    await append(journal, 6);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4, 6]);
    await expectChain(journal);
  });

  it('says at its close how many lines were lost, after a last attempt', async () => {
    const folder = await temporaryFolder();
    const disk = new FaultyDisk();
    const journal = await openTestJournal({ folder, disk, retryMs: { first: 60_000, most: 60_000 } });
    await append(journal, 1);
    disk.fault = () => ({ code: 'ENOSPC' });
    await append(journal, 2, 3);
    await expect(journal.close()).rejects.toMatchObject({ problem: { code: 'records-waiting-for-disk', data: { lines: 2 } } });
    const again = await openTestJournal({ folder, disk, retryMs: { first: 60_000, most: 60_000 } });
    await append(again, 4);
    disk.fault = null;
    await again.close();
    expect(sampleNumbers(await linesOf(await openTestJournal({ folder })))).toEqual([1, 4]);
  });
});

describe('a journal whose disk fails', () => {
  it('goes on in a new segment after a failed sync, and what was half written counts once', async () => {
    const folder = await temporaryFolder();
    const disk = new FaultyDisk();
    const journal = await openTestJournal({ folder, disk });
    await append(journal, 1);
    // Line 2 whole and a part of line 3 reach the disk, and cannot be taken back.
    disk.fault = (bytes) => ({ code: 'EIO', keep: Math.floor(bytes * 0.8) });
    disk.elsewhere = 'EIO';
    await Promise.all([journal.append(sampleEvent(2)), journal.append(sampleEvent(3))]);
    expect(journal.trouble()).toEqual({ code: 'EIO', lines: 2 });
    disk.fault = disk.elsewhere = null;
    await recovered(journal);
    await append(journal, 4);
    expect((await segmentsOf(folder)).map(({ name }) => Number(name.slice(0, 16)))).toEqual([1, 2]);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4]);
    await journal.close();
    const again = await openTestJournal({ folder });
    await verified(again);
    await append(again, 5);
    expect(sampleNumbers(await linesOf(again))).toEqual([1, 2, 3, 4, 5]);
    expect((await linesOf(again)).some(({ parsed }) => parsed.type === 'journal.damage-found')).toBe(false);
    await expectChain(again);
  });

  it('opens on a disk that takes nothing, and writes when it does', async () => {
    const folder = join(await temporaryFolder(), 'journal');
    const disk = new FaultyDisk();
    disk.elsewhere = 'EROFS';
    const faults: unknown[] = [];
    const journal = await openTestJournal({ folder, disk, onFault: (fault) => faults.push(fault) });
    await append(journal, 1, 2);
    expect(journal.trouble()).toEqual({ code: 'EROFS', lines: 2 });
    disk.elsewhere = null;
    await recovered(journal);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.lock')).length).toBe(1);
    expect(faults.length).toBe(1);
  });

  it('keeps torn content where it is when no file takes it, and leaves it alone', async () => {
    const folder = await temporaryFolder();
    const first = await openTestJournal({ folder });
    await append(first, 1, 2);
    await first.close();
    const [segment] = await segmentsOf(folder);
    await truncate(join(folder, segment?.name ?? ''), (segment?.bytes.length ?? 0) - 10);
    const disk = new FaultyDisk();
    disk.elsewhere = 'ENOSPC';
    const journal = await openTestJournal({ folder, disk, onFault: () => undefined });
    await append(journal, 3);
    disk.elsewhere = null;
    await recovered(journal);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 3]);
    const [event] = (await linesOf(journal)).filter(({ parsed }) => parsed.type === 'journal.tail-set-aside');
    expect(event?.parsed.data).toMatchObject({ afterSeq: 1, file: segment?.name });
    expect((await segmentsOf(folder))[0]?.bytes.length).toBe((segment?.bytes.length ?? 0) - 10);
    await expectChain(journal);
  });

  it('notices that its folder was deleted, and begins it anew', async () => {
    const folder = join(await temporaryFolder(), 'journal');
    const journal = await openTestJournal({ folder });
    await append(journal, 1);
    await rm(folder, { recursive: true });
    const later = performance.now() + 6000;
    vi.spyOn(performance, 'now').mockReturnValue(later);
    await append(journal, 2);
    await recovered(journal);
    await append(journal, 3);
    expect(sampleNumbers(await linesOf(journal))).toEqual([2, 3]);
    await expect(openTestJournal({ folder })).rejects.toThrow(/in use/);
  });

  it('lets events through while a write hangs, and takes it well when it ends after all', async () => {
    const disk = new FaultyDisk();
    const open = disk.create;
    let release: () => void = () => undefined;
    let hang: Promise<void> | null = null;
    disk.create = async (path) => {
      const file = await open(path);
      return {
        ...file,
        write: async (bytes, position) => {
          await hang;
          return file.write(bytes, position);
        },
      };
    };
    const journal = await openTestJournal({ folder: await temporaryFolder(), disk, stallMs: 20 });
    await append(journal, 1);
    hang = new Promise((resolve) => (release = resolve));
    await append(journal, 2, 3);
    expect(journal.trouble()).toEqual({ code: 'ETIMEDOUT', lines: 2 });
    release();
    await recovered(journal);
    expect(await recoveries(journal)).toEqual([{ code: 'ETIMEDOUT', waitedMs: expect.any(Number) as number, lines: 2 }]);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 999]);
  });

  it('loses, doubles and reorders nothing, whatever fails and however often it is opened again', async () => {
    const fault = fc.record({
      code: fc.constantFrom('ENOSPC', 'EIO', 'EROFS', 'EDQUOT'),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      elsewhere: fc.boolean(),
      times: fc.integer({ min: 1, max: 4 }),
    });
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('append' as const), together: fc.integer({ min: 1, max: 30 }) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('fault' as const), fault }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 20 }), fc.constantFrom(0, 1024, 65_536), async (steps, aheadBytes) => {
        const folder = join(await temporaryFolder(), 'journal');
        const disk = new FaultyDisk();
        const open = (): Promise<Journal> =>
          openJournal({ folder, disk, clock: new TestClock(), segmentBytes: 4096, aheadBytes, retryMs: { first: 1, most: 2 }, onFault: () => undefined });
        let journal = await open();
        let number = 0;
        for (const one of steps) {
          if (one.kind === 'append') {
            await Promise.all(Array.from({ length: one.together }, () => journal.append(sampleEvent(++number))));
          } else if (one.kind === 'fault') {
            let left = one.fault.times;
            disk.elsewhere = one.fault.elsewhere ? one.fault.code : null;
            disk.fault = (bytes) => {
              if (left-- > 0) return { code: one.fault.code, keep: Math.floor(bytes * one.fault.share) };
              disk.fault = disk.elsewhere = null;
              return null;
            };
          } else {
            disk.fault = disk.elsewhere = null;
            await recovered(journal);
            await journal.close();
            journal = await open();
          }
        }
        disk.fault = disk.elsewhere = null;
        await recovered(journal);
        expect(sampleNumbers(await linesOf(journal))).toEqual(Array.from({ length: number }, (_, index) => index + 1));
        await expectChain(journal);
        await journal.close();
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

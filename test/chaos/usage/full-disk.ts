import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyHead } from '../../../contract/usage/chain.ts';
import type { Journal } from '../../../electron/usage/journal.ts';
import { assertChain, linesFrom, numberOf, numbered, openRecords, untilWritten } from './records.ts';
import { NotHere } from '../common/report.ts';
import type { Chaos } from '../common/report.ts';

const DISK_BYTES = 512 * 1024;

/** Gives a small disk of its own to `use`, and takes it away afterwards. */
async function withSmallDisk(folder: string, use: (disk: string) => Promise<void>): Promise<void> {
  const disk = join(folder, 'disk');
  await mkdir(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    throw new NotHere('mounting a small disk needs Linux and root');
  }
  try {
    await use(disk);
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
}

async function assertAllThere(disk: string, count: number): Promise<void> {
  const journal = await openRecords(join(disk, 'journal'));
  const lines = await linesFrom(journal, 1);
  assertChain(lines, emptyHead);
  const numbers = lines.map(numberOf).filter((number) => number !== null);
  assert.deepEqual(numbers, Array.from({ length: count }, (_, index) => index + 1));
  await journal.close();
}

/** Other files fill the disk and go again while events are recorded; sometimes the journal itself makes room. */
export async function fullDisk({ random, folder, passed, rounds }: Chaos & { readonly rounds: number }): Promise<void> {
  let filledUp = 0;
  for (let round = 0; round < rounds; round++) {
    const place = join(folder, String(round));
    await mkdir(place);
    await withSmallDisk(place, async (disk) => {
      const films = join(disk, 'films');
      const makesRoom = random.chance(0.3);
      const journal: Journal = await openRecords(join(disk, 'journal'), {
        aheadBytes: random.pick([0, 16_384, 262_144]),
        ...(makesRoom ? { makeRoom: () => rm(films, { force: true }) } : {}),
      });
      let number = 0;
      const record = async (count: number): Promise<void> => {
        await Promise.all(Array.from({ length: count }, () => journal.append(numbered(++number))));
      };
      for (let turn = 0; turn < 6; turn++) {
        await record(random.whole(1, 60));
        await fill(films);
        for (let batch = 0; batch < 8 && journal.trouble() === null; batch++) await record(random.whole(20, 120));
        if (journal.trouble() !== null) filledUp += 1;
        await record(random.whole(0, 30));
        await rm(films, { force: true });
        await untilWritten(journal);
      }
      await journal.close();
      await assertAllThere(disk, number);
    });
    passed();
  }
  assert.ok(filledUp > rounds, 'the disk was hardly ever full');
  console.log(`  the disk was full ${filledUp} times`);
}

/** Takes all room there is. */
async function fill(file: string): Promise<void> {
  for (let bytes = DISK_BYTES; bytes >= 512; bytes /= 2) {
    for (;;) {
      try {
        await writeFile(file, Buffer.alloc(bytes, 1), { flag: 'a' });
      } catch {
        break; // Full at this size: smaller pieces may fit.
      }
    }
  }
}

/** The disk becomes read-only and writable again, also across a restart of the program. */
export async function readOnlyDisk({ random, folder, passed, rounds }: Chaos & { readonly rounds: number }): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const place = join(folder, String(round));
    await mkdir(place);
    await withSmallDisk(place, async (disk) => {
      const remount = (how: 'ro' | 'rw'): void => void execFileSync('mount', ['-o', `remount,${how}`, disk]);
      let number = 0;
      const record = async (journal: Journal, count: number): Promise<void> => {
        await Promise.all(Array.from({ length: count }, () => journal.append(numbered(++number))));
      };
      const first = await openRecords(join(disk, 'journal'));
      await record(first, random.whole(1, 40));
      await first.close();
      remount('ro');
      const faults: unknown[] = [];
      const journal = await openRecords(join(disk, 'journal'), { onFault: (fault) => faults.push(fault) });
      await record(journal, random.whole(1, 40));
      assert.equal(journal.trouble()?.code, 'EROFS');
      assert.equal(faults.length, 1, 'the lock cannot be taken, and that is all');
      remount('rw');
      await untilWritten(journal);
      await record(journal, random.whole(1, 40));
      await journal.close();
      await assertAllThere(disk, number);
    });
    passed();
  }
}

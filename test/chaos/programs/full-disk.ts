import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { catalogueSchema } from '../../../contract/programs/manifest.ts';
import { journalIdSchema } from '../../../contract/usage/journal-line.ts';
import { openPrograms } from '../../../electron/programs/programs.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { freeBytes } from '../../../electron/site/disk.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { readSigned } from '../../../electron/site/signed.ts';
import { testCatalogue, testIssue } from '../../support/terminal/issue-content.ts';
import { testRecorder } from '../../support/terminal/recorder.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { NotHere } from '../common/report.ts';
import type { Chaos } from '../common/report.ts';
import { HostileCounty } from './hostile-county.ts';
import { assertWhole } from './terminal.ts';

const MEGABYTE = 1024 ** 2;
const CHUNK_BYTES = 65_536;
const DISK_BYTES = 26 * MEGABYTE;
const RESERVE_BYTES = 6 * MEGABYTE;

/** Other things fill a small disk up to the reserve while films come: they stop, say so, and go on when there is room again. */
export async function fullDisk({ random, folder, passed, rounds }: Chaos & { readonly rounds: number }): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const disk = join(folder, `disk-${round}`);
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      throw new NotHere('mounting a small disk needs Linux and root');
    }
    try {
      await oneDisk(disk, random);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
    passed();
  }
}

async function oneDisk(disk: string, random: Chaos['random']): Promise<void> {
  const key = countyKey();
  const county = new HostileCounty(random, { bytes: 0, broken: 0, killed: 0 });
  county.isHostile = false;
  const url = await county.listen();
  const issue = testIssue(key, [5 * MEGABYTE, 4 * MEGABYTE, 3 * MEGABYTE], { chunkBytes: CHUNK_BYTES });
  const catalogue = testCatalogue(key, 1, [issue]).text;
  county.publish(issue, catalogue);
  const http = createHttp({ fetch, headersMs: 2000, idleMs: 2000 });
  const client = createCountyClient({ http, url, token: 't'.repeat(40), publicKey: key.publicKey, journal: journalIdSchema.parse('0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a01') });
  const recorder = testRecorder();
  const faults: unknown[] = [];
  const programs = await openPrograms({
    folder: join(disk, 'programs'), http, recorder,
    countyKey: key.publicKey,
    county: () => ({ client, url }),
    clock: systemClock(),
    journal: recorder.tail,
    onProblem: (problem) => faults.push(problem),
    onFault: (error) => faults.push(error),
    reserveBytes: RESERVE_BYTES,
    progressEveryMs: 0,
    retryFirstMs: 20,
  });
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    const endMs = performance.now() + 30_000;
    while (!holds()) {
      assert.ok(performance.now() < endMs, `not within 30 s: ${what}`);
      await pause(10);
    }
  };
  const here = (): number => programs.downloads().issues.reduce((sum, one) => sum + one.doneBytes, 0);
  try {
    programs.start();
    await programs.catalogue.accept(await readSigned(catalogue, key.publicKey, catalogueSchema, 'catalogue'));
    const startAt = random.whole(0, 9 * MEGABYTE);
    await until('bytes have come', () => here() >= startAt);
    const filler = join(disk, 'something-large');
    const free = (await freeBytes(disk)) ?? 0;
    await writeFile(filler, Buffer.alloc(Math.max(0, free - RESERVE_BYTES + MEGABYTE)));
    await until('it says that room is lacking', () => programs.problems().some((problem) => problem.code === 'programs-lack-room' || problem.code === 'disk-full'));
    await until('it has stopped', () => programs.downloads().issues.every((one) => one.state !== 'downloading'));
    const left = (await freeBytes(disk)) ?? 0;
    assert.ok(left > RESERVE_BYTES - 4 * MEGABYTE, 'it went on until the reserve was gone');
    await pause(1500);
    // Small notes may still be written; no chunk.
    assert.ok(((await freeBytes(disk)) ?? 0) > left - CHUNK_BYTES, 'it took of the reserve');
    await truncate(filler, 0);
    await until('everything is here', () => programs.downloads().issues.every((one) => one.state === 'here'));
    await assertWhole(disk, issue);
    assert.deepEqual(faults, []);
  } finally {
    await programs.stop();
    await county.close();
  }
}

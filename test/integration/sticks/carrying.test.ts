import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StickWork } from '../../../contract/ipc/topics.ts';
import { importEnvelopes } from '../../../county/cli/words/import.ts';
import { registerSite } from '../../../county/sites/register.ts';
import type { Features } from '../../../electron/features.ts';
import { drivesInFolder } from '../../../electron/sticks/folder-drives.ts';
import { canMakeDisks, smallDisk } from '../../support/terminal/small-disk.ts';
import { emptyFolder, expectProblem, until } from '../../support/terminal/surroundings.ts';
import { dongmen, openHttpCounty } from '../county/http-county.ts';
import type { HttpCounty } from '../county/http-county.ts';
import { enrolledTerminal } from '../site/enrolled-terminal.ts';

let county: HttpCounty;
let terminal: Features;
let sticks: string;
let journal: string;

beforeAll(async () => {
  county = await openHttpCounty();
  await registerSite(county.deps, dongmen);
});

afterAll(() => county.close());

/** A terminal that was enrolled and then lost its line: nothing of it talks with the county until `start`. */
beforeEach(async () => {
  sticks = await emptyFolder();
  ({ terminal, journal } = await enrolledTerminal(county, { findDrives: () => drivesInFolder(sticks) }));
});

async function record(count: number): Promise<void> {
  const { recorder } = terminal;
  await Promise.all(Array.from({ length: count }, (_, index) => recorder.record({ type: 'operator.refused', data: { failures: index + 1 } })));
}

/** The id of the one stick, which lies at `<sticks>/red`. */
async function redStick(): Promise<string> {
  await mkdir(join(sticks, 'red'), { recursive: true });
  const [stick] = await terminal.sticks.list();
  return stick?.id ?? '';
}

async function outcomeOf(work: Promise<void>): Promise<StickWork['outcome']> {
  await work;
  await until(terminal.sticks.onChanged, () => terminal.sticks.view()?.running === false);
  return terminal.sticks.view()?.outcome ?? null;
}

const envelopes = async (): Promise<string[]> => (await readdir(join(sticks, 'red', 'usage-records', journal))).filter((name) => name.endsWith('.usage'));

async function readIn(): Promise<void> {
  await importEnvelopes.run(county.deps, (await envelopes()).map((name) => join(sticks, 'red', 'usage-records', journal, name)), () => undefined, {});
}

async function linesAtCounty(): Promise<number> {
  const rows = await county.deps.database.tables.selectFrom('journal_lines').select('seq').where('journal', '=', journal).execute();
  expect(new Set(rows.map(({ seq }) => seq)).size).toBe(rows.length);
  return rows.length;
}

describe('a terminal without a line', () => {
  it('gets its records to the county and the receipts back on a stick, and when the line is back nothing is there twice', async () => {
    await record(2000);
    const stick = await redStick();
    expect(await outcomeOf(terminal.sticks.exportRecords(stick, false))).toEqual({ outcome: 'records-exported', lines: 2000, files: 1, full: false });
    expect(await linesAtCounty()).toBe(0);
    await readIn();
    expect((await terminal.sticks.look(stick)).receipts).toBe(1);
    expect(await outcomeOf(terminal.sticks.importReceipts(stick))).toEqual({ outcome: 'receipts-imported', taken: 1, confirmed: 2000, refused: 0 });
    expect(terminal.uploader.state()).toMatchObject({ activity: 'stopped', confirmed: 2000 });
    expect(await outcomeOf(terminal.sticks.exportRecords(stick, false))).toMatchObject({ lines: 0, files: 0 });
    expect(await outcomeOf(terminal.sticks.exportRecords(stick, true))).toMatchObject({ lines: 2000, files: 1 });

    await record(5);
    await outcomeOf(terminal.sticks.exportRecords(stick, false));
    terminal.start(); // The stick and the line at once.
    await Promise.all([readIn(), expect.poll(() => terminal.uploader.state().confirmed, { timeout: 20_000 }).toBe(2005)]);
    expect(await linesAtCounty()).toBe(2005);
  });

  it('stops in between when it is told to, and what is on the stick then is good', async () => {
    await record(9000);
    const stick = await redStick();
    const end = terminal.sticks.onChanged(() => {
      if ((terminal.sticks.view()?.done ?? 0) > 0) terminal.sticks.cancel();
    });
    expect(await outcomeOf(terminal.sticks.exportRecords(stick, false))).toEqual({ outcome: 'cancelled' });
    end();
    await readIn();
    expect(await outcomeOf(terminal.sticks.importReceipts(stick))).toMatchObject({ taken: (await envelopes()).length });
  });

  it('says that a stick was pulled out, which an empty folder in its place does not hide', async () => {
    await record(3);
    const stick = await redStick();
    await rename(join(sticks, 'red'), join(await emptyFolder(), 'red'));
    await expectProblem('stick-gone', () => terminal.sticks.exportRecords(stick, false));
    await mkdir(join(sticks, 'red'));
    await expectProblem('stick-gone', () => terminal.sticks.look(stick));
    const again = await redStick();
    const end = terminal.sticks.onChanged(() => {
      if (terminal.sticks.view()?.running === true) execFileSync('mv', [join(sticks, 'red'), join(sticks, '..', `pulled-${journal}`)]);
      end();
    });
    const failed = { outcome: 'failed', problem: { code: 'stick-gone', data: {} } };
    expect(await outcomeOf(terminal.sticks.exportRecords(again, false))).toEqual(failed);
    execFileSync('rm', ['-r', join(sticks, '..', `pulled-${journal}`)]);
  });

  it('takes nothing from receipts that are not the county’s, and tells how many files it refused', async () => {
    await record(3);
    const stick = await redStick();
    const folder = join(sticks, 'red', 'usage-records', journal);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'a.usage.receipt'), 'rubbish');
    execFileSync('mkfifo', [join(folder, 'b.usage.receipt')]);
    expect(await outcomeOf(terminal.sticks.importReceipts(stick))).toEqual({ outcome: 'receipts-imported', taken: 0, confirmed: 0, refused: 1 });
  });

  it('carries one load at a time, and none any more when it closes', async () => {
    await record(4000);
    const stick = await redStick();
    await terminal.sticks.exportRecords(stick, false);
    await expectProblem('stick-busy', () => terminal.sticks.importReceipts(stick));
    await terminal.sticks.close();
    expect(terminal.sticks.view()).toMatchObject({ running: false, outcome: { outcome: 'cancelled' } });
    await expectProblem('stick-busy', () => terminal.sticks.importReceipts(stick));
    for (const name of await readdir(join(sticks, 'red', 'usage-records', journal))) expect(name).toMatch(/^\d+-\d+\.usage$/);
  });

  it.runIf(canMakeDisks)('fills a small stick from the oldest record on, and says when one takes nothing', async () => {
    await record(3000);
    sticks = smallDisk(128 * 1024);
    await mkdir(join(sticks, 'red'));
    await writeFile(join(sticks, 'something'), Buffer.alloc(120 * 1024));
    const [stick] = await terminal.sticks.list();
    expect(await outcomeOf(terminal.sticks.exportRecords(stick?.id ?? '', false))).toMatchObject({ outcome: 'records-exported', lines: 0, files: 0, full: true });
    expect(await readdir(join(sticks, 'red', 'usage-records', journal))).toEqual([]);
  });

  it.runIf(canMakeDisks)('knows a stick that may only be read', async () => {
    await record(3);
    sticks = smallDisk(128 * 1024);
    await mkdir(join(sticks, 'red'));
    execFileSync('mount', ['-o', 'remount,ro', sticks]);
    const [stick] = await terminal.sticks.list();
    expect(stick).toMatchObject({ name: 'red', readOnly: true });
    const failed = { outcome: 'failed', problem: { code: 'stick-read-only', data: {} } };
    expect(await outcomeOf(terminal.sticks.exportRecords(stick?.id ?? '', false))).toEqual(failed);
    expect(await outcomeOf(terminal.sticks.importReceipts(stick?.id ?? ''))).toMatchObject({ outcome: 'receipts-imported', taken: 0 });
  });
});

import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Problem } from '../../../contract/problem.ts';
import { journalIdSchema } from '../../../contract/usage/journal-line.ts';
import { defaultValidityRule } from '../../../contract/viewing/validity.ts';
import { openFeatures } from '../../../electron/features.ts';
import type { Features } from '../../../electron/features.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { systemCode } from '../../../electron/site/disk.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { openIdentity } from '../../../electron/site/identity.ts';
import { statusView } from '../../../electron/status.ts';
import { drivesInFolder } from '../../../electron/sticks/folder-drives.ts';
import { deadUrl } from '../../support/terminal/http-server.ts';
import { testIssue } from '../../support/terminal/issue.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { canMakeDisks, smallDisk } from '../../support/terminal/small-disk.ts';
import { writeStick } from '../../support/terminal/stick.ts';
import { emptyFolder, onFault, problemList, until } from '../../support/terminal/surroundings.ts';
import { dongmen } from '../county/http-county.ts';

const MEGABYTE = 1024 * 1024;
const key = countyKey();

/** A terminal whose data lie on a disk of their own, with the programs of a stick. */
async function terminalOn(disk: string, films: readonly number[]): Promise<Features> {
  const [clock, sticks] = [systemClock(), await emptyFolder()];
  const identity = await (await openIdentity({ folder: await emptyFolder(), clock, onProblem: problemList().add })).make();
  const features = await openFeatures({
    folder: disk,
    version: '0.1.0',
    clock,
    http: createHttp({ fetch }),
    identity,
    enrolled: {
      kind: 'enrolment/1',
      terminal: '33333333-3333-4333-8333-333333333333',
      journal: journalIdSchema.parse(identity.journal),
      site: dongmen,
      county: { name: { 'zh-CN': '县' }, publicKey: key.publicKey },
      rule: defaultValidityRule,
      grantedAt: clock.wall(),
      token: 't'.repeat(40),
      countyUrl: await deadUrl(),
    },
    findDrives: () => drivesInFolder(sticks),
    reserveBytes: 0,
    onProblem: problemList().add,
    // A checkpoint of what is derived from the records cannot be written meanwhile, which does no harm.
    onFault: (error) => (systemCode(error) === 'ENOSPC' ? undefined : onFault(error)),
  });
  onTestFinished(() => features.close());
  await rename(await writeStick(key, 1, [testIssue(key, films, { chunkBytes: 65_536 })]), join(sticks, 'red'));
  const [stick] = await features.sticks.list();
  await features.sticks.importIssues(stick?.id ?? '');
  await until(features.sticks.onChanged, () => features.sticks.view()?.running === false);
  expect(features.sticks.view()?.outcome).toMatchObject({ outcome: 'issues-imported', issues: [{ missingFiles: 0 }], refused: [] });
  return features;
}

/** Takes the whole rest of the disk, so that only what is removed makes room. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const piece of [65_536, 4096]) {
      const bytes = Buffer.alloc(piece, 1);
      for (;;) if ((await file.write(bytes).catch(() => null)) === null) break;
    }
  } finally {
    await file.close();
  }
}

function hereOf(terminal: Features): readonly string[] {
  return Object.entries(terminal.programs.holdings()).flatMap(([id, { state }]) => (state === 'here' ? [id.slice(-1)] : []));
}

it.runIf(canMakeDisks)('on a full disk programs make room for records; the one that is watched stays, and the operator is told in between', async () => {
  const disk = smallDisk(10 * MEGABYTE);
  await mkdir(join(disk, 'others'));
  const terminal = await terminalOn(disk, [MEGABYTE, MEGABYTE, MEGABYTE]);
  expect(hereOf(terminal)).toEqual(['1', '2', '3']);
  const { recorder, journal } = terminal;
  const [watched] = terminal.programs.programs();
  if (watched === undefined) throw new Error('there is no program');
  await terminal.selfViewings.start(watched.id, null);
  await fill(join(disk, 'others', 'large'));

  const warned: Problem[] = [];
  recorder.onTroubleChanged(() => warned.push(...statusView(terminal, 0, []).warnings));
  const before = journal.last.seq;
  // More than the room that the journal keeps ready.
  for (let number = 1; number <= 40; number++) {
    await Promise.all(Array.from({ length: 50 }, () => recorder.record({ type: 'operator.refused', data: { failures: number } })));
  }
  await expect.poll(() => recorder.trouble(), { timeout: 10_000 }).toBeNull();
  await expect.poll(() => journal.last.seq).toBeGreaterThanOrEqual(before + 2000);
  expect(warned.map(({ code }) => code)).toContain('disk-full');
  expect(warned.map(({ code }) => code)).toContain('records-waiting-for-disk');
  expect(statusView(terminal, 50 * MEGABYTE, []).warnings.map(({ code }) => code)).not.toContain('disk-full');

  const kept = hereOf(terminal);
  expect(kept).toContain('1');
  expect(kept.length).toBeLessThan(3);
  const film = await terminal.programs.openMedia(new URL(watched.film.url).pathname.slice(1), 'bytes=0-99');
  expect(film.status).toBe(206);
  let failures = 0;
  for await (const event of journal.events({ from: before + 1 })) if (event.type === 'operator.refused') failures += event.data.failures;
  expect(failures).toBe((50 * 40 * 41) / 2);
  await rm(join(disk, 'others', 'large'));
});

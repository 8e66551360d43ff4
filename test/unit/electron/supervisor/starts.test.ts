import { chmod } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { MOST_UNPROVEN, openStarts, safeModeIsNext } from '../../../../electron/supervisor/starts.ts';
import { emptyFolder, problemList, testClock } from '../../../support/terminal/surroundings.ts';

it('starts that do not come up well lead to safe mode, with the last fault; one that does ends it', async () => {
  const [folder, clock] = [await emptyFolder(), testClock()];
  const start = () => openStarts({ folder, clock, version: '1.0.0', onProblem: problemList().add });
  for (let count = 0; count < MOST_UNPROVEN; count += 1) {
    const starts = await start();
    expect(starts).toMatchObject({ safeMode: null, mayBeginAnew: true });
    expect(safeModeIsNext(folder, { clock, version: '1.0.0' })).toBe(count + 1 === MOST_UNPROVEN);
    await starts.noteFault(`fault ${count}`);
  }
  const safe = await start();
  expect(safe.mayBeginAnew).toBe(false); // There is nothing after safe mode.
  expect(safe.safeMode).toEqual({ starts: MOST_UNPROVEN, fault: `fault ${MOST_UNPROVEN - 1}` });
  await safe.proven();
  expect((await start()).safeMode).toBeNull();
});

it('that the power failed again and again is not taken for a fault of the program', async () => {
  const folder = await emptyFolder();
  let clock = testClock();
  for (let count = 0; count < 10; count += 1) {
    expect((await openStarts({ folder, clock, version: '1.0.0', onProblem: problemList().add })).safeMode).toBeNull();
    clock = clock.reboot();
  }
});

it('the version that was gone back to does not answer for the starts of the one that failed', async () => {
  const [folder, clock] = [await emptyFolder(), testClock()];
  const start = (version: string) => openStarts({ folder, clock, version, onProblem: problemList().add });
  for (let count = 0; count < MOST_UNPROVEN; count += 1) await start('1.1.0');
  expect([safeModeIsNext(folder, { clock, version: '1.1.0' }), safeModeIsNext(folder, { clock, version: '1.0.0' }), safeModeIsNext(`${folder}/nowhere`, { clock, version: '1.1.0' })]).toEqual([true, false, false]);
  expect((await start('1.0.0')).safeMode).toBeNull();
});

it.skipIf(process.getuid?.() === 0)('a disk that takes nothing does not keep the terminal from starting', async () => {
  const folder = await emptyFolder();
  await chmod(folder, 0o500);
  const problems = problemList();
  expect(await openStarts({ folder, clock: testClock(), version: '1.0.0', onProblem: problems.add })).toMatchObject({ safeMode: null, mayBeginAnew: false });
  expect(problems.list).toHaveLength(1);
  await chmod(folder, 0o700);
});

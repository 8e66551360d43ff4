import { expect, it, vi } from 'vitest';
import type { Features } from '../../../../electron/features.ts';
import { createCallHandlers } from '../../../../electron/ipc/call-handlers.ts';
import { openOperator } from '../../../../electron/site/operator.ts';
import type { Sticks } from '../../../../electron/sticks/sticks.ts';
import type { Terminal } from '../../../../electron/terminal.ts';
import { emptyFolder, expectProblem, problemList, testClock, testRecorder } from '../../../support/terminal/surroundings.ts';

it('whatever is done with sticks is the operator’s alone, and who does it is at work', async () => {
  const clock = testClock();
  const operator = await openOperator({ folder: await emptyFolder(), clock, recorder: testRecorder(), onProblem: problemList().add, idleMs: 1000 });
  const list = vi.fn(() => Promise.resolve([]));
  const cancel = vi.fn();
  const features: Pick<Features, 'operator'> & { readonly sticks: Pick<Sticks, 'list' | 'cancel'> } = { operator, sticks: { list, cancel } };
  const terminal: Pick<Terminal, 'features'> = { features: () => features as Features };
  const calls = createCallHandlers(terminal as Terminal, () => undefined, { pdf: () => Promise.resolve(new Uint8Array()), print: () => Promise.resolve() });
  const stick = { stick: 'any' };
  const touches = [
    () => calls['stick.list']({}),
    () => calls['stick.look'](stick),
    () => calls['stick.exportRecords']({ ...stick, all: false }),
    () => calls['stick.importReceipts'](stick),
    () => calls['stick.exportIssues']({ ...stick, issues: ['2026-11'] }),
    () => calls['stick.importIssues'](stick),
    () => calls['stick.cancel']({}),
  ];
  for (const touch of touches) await expectProblem('operator-locked', touch);
  expect([list, cancel].flatMap((called) => called.mock.calls)).toEqual([]);

  await operator.choosePin('2468');
  for (let step = 0; step < 3; step++) {
    await calls['stick.cancel']({});
    clock.pass(900);
  }
  expect(operator.view().unlocked).toBe(true);
  await calls['stick.list']({}); // The screen asks by itself: that keeps nothing open.
  clock.pass(900);
  expect(operator.view().unlocked).toBe(false);
});

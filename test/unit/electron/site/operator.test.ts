import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isChallengeOf, pinResetCode, readableDigits } from '../../../../contract/site/pin-reset.ts';
import { openOperator } from '../../../../electron/site/operator.ts';
import type { Operator } from '../../../../electron/site/operator.ts';
import { waitAfterMs } from '../../../../electron/site/pin.ts';
import { emptyFolder, expectProblem, problemList, problemOf, testClock, testRecorder } from '../../../support/terminal/surroundings.ts';

async function atWork(folder: string, clock = testClock(), recorder = testRecorder()) {
  const open = (now = clock): Promise<Operator> => openOperator({ folder, clock: now, recorder, onProblem: problemList().add });
  return { open, clock, recorder, operator: await open() };
}

async function withPin(pin: string) {
  const folder = await emptyFolder();
  const work = await atWork(folder);
  await work.operator.choosePin(pin);
  work.operator.lock();
  return { folder, ...work };
}

async function failTimes(operator: Operator, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await expectProblem('pin-wrong', () => operator.unlock('0000'));
}

describe('the operator’s PIN', () => {
  it('is chosen once, of 4 to 12 digits', async () => {
    const { operator, recorder } = await atWork(await emptyFolder());
    expect(operator.view()).toEqual({ pinChosen: false, unlocked: false });
    for (const pin of ['123', '1234567890123', 'abcd', '12 34', '']) await expectProblem('pin-malformed', () => operator.choosePin(pin));
    await expectProblem('operator-locked', () => operator.unlock('2468'));
    await operator.choosePin('2468');
    expect(operator.view()).toEqual({ pinChosen: true, unlocked: true });
    await expectProblem('pin-already-chosen', () => operator.choosePin('1357'));
    expect(recorder.types()).toEqual(['operator.pin-changed', 'operator.unlocked']);
  });

  it('is not found in the file that keeps it', async () => {
    const { folder } = await withPin('13572468');
    expect(await readFile(join(folder, 'operator.json'), 'utf8')).not.toContain('13572468');
  });

  it('opens the operator’s screens, after a restart too', async () => {
    const { open, recorder } = await withPin('2468');
    const again = await open();
    expect(again.view()).toEqual({ pinChosen: true, unlocked: false });
    await expectProblem('operator-locked', () => again.require());
    await again.unlock('2468');
    again.require();
    expect(recorder.types().at(-1)).toBe('operator.unlocked');
  });

  it('may be mistyped three times without a wait, then waits grow', async () => {
    const { operator, clock, recorder } = await withPin('2468');
    expect([1, 2, 3, 4, 5, 6, 9, 10, 11, 500].map(waitAfterMs)).toEqual([0, 0, 0, 5000, 10_000, 20_000, 160_000, 300_000, 300_000, 300_000]);
    await failTimes(operator, 3);
    expect(await problemOf(() => operator.unlock('0000'))).toEqual({ code: 'pin-wrong', data: { waitMs: 5000 } });
    clock.pass(2000);
    expect(await problemOf(() => operator.unlock('2468'))).toEqual({ code: 'pin-wait', data: { waitMs: 3000 } });
    clock.pass(3000);
    await operator.unlock('2468');
    expect(recorder.events.filter((event) => event.type === 'operator.refused').map((event) => event.data)).toEqual([
      { failures: 1 }, { failures: 2 }, { failures: 3 }, { failures: 4 },
    ]);
  });

  it('forgets failures once it was right', async () => {
    const { operator } = await withPin('2468');
    await failTimes(operator, 3);
    await operator.unlock('2468');
    expect(await problemOf(() => operator.unlock('0000'))).toEqual({ code: 'pin-wrong', data: { waitMs: 0 } });
  });

  it('is not tried out in parallel: the wait begins with the failure before', async () => {
    const { operator } = await withPin('2468');
    const tries = await Promise.all(Array.from({ length: 6 }, () => problemOf(() => operator.unlock('0000'))));
    expect(tries.map((problem) => problem.code)).toEqual(['pin-wrong', 'pin-wrong', 'pin-wrong', 'pin-wrong', 'pin-wait', 'pin-wait']);
  });

  it('waits through a restart of the program, by the time since boot', async () => {
    const { operator, open, clock } = await withPin('2468');
    await failTimes(operator, 4);
    clock.pass(1000);
    expect(await problemOf(async () => (await open()).unlock('2468'))).toEqual({ code: 'pin-wait', data: { waitMs: 4000 } });
    clock.setWall('2030-01-01T00:00:00.000+08:00');
    expect((await problemOf(async () => (await open()).unlock('2468'))).code).toBe('pin-wait');
    clock.pass(4000);
    await (await open()).unlock('2468');
  });

  it('waits anew after a restart of the machine, and never for ever', async () => {
    const { operator, open, clock } = await withPin('2468');
    await failTimes(operator, 4);
    const rebooted = clock.reboot();
    const again = await open(rebooted);
    expect(await problemOf(() => again.unlock('2468'))).toEqual({ code: 'pin-wait', data: { waitMs: 5000 } });
    rebooted.pass(5000);
    await again.unlock('2468');
  });

  it('counts a try before it is checked, so that pulling the plug gives no free guess', async () => {
    const { folder, operator } = await withPin('2468');
    let answered = false;
    const trying = problemOf(() => operator.unlock('0000')).then(() => (answered = true));
    await vi.waitFor(async () => expect(await readFile(join(folder, 'operator.json'), 'utf8')).toContain('"failures": 1'), { interval: 1 });
    expect(answered).toBe(false);
    await trying;
  });
});

describe('the operator’s screens', () => {
  it('close after ten minutes without use', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { operator, clock } = await withPin('2468');
      const pass = (ms: number): void => {
        clock.pass(ms);
        vi.advanceTimersByTime(ms);
      };
      await operator.unlock('2468');
      const told: boolean[] = [];
      operator.onChanged((view) => told.push(view.unlocked));
      pass(9 * 60_000);
      operator.touch();
      pass(9 * 60_000);
      expect(operator.view().unlocked).toBe(true);
      expect(told).toEqual([]);
      pass(60_001);
      expect(operator.view().unlocked).toBe(false);
      expect(told).toEqual([false]);
      operator.touch();
      expect(operator.view().unlocked).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a PIN that was forgotten', () => {
  const enrolled = { journal: '0d2f1c3a-58a1-4b2e-9a55-2f3f0e6a7b11', tokenHash: 'ab'.repeat(32) };

  it('is mended by the county’s code for this terminal’s number, once, without a line', async () => {
    const [folder, clock, recorder] = [await emptyFolder(), testClock(), testRecorder()];
    const open = () => openOperator({ folder, clock, recorder, onProblem: problemList().add, enrolled });
    const operator = await open();
    await operator.choosePin('2468');
    operator.lock();
    await expectProblem('operator-locked', () => operator.reset('1234567890'));
    const challenge = await operator.challenge();
    expect(challenge).toMatch(/^\d{10}$/);
    expect(isChallengeOf(challenge, enrolled.journal)).toBe(true);
    expect(await (await open()).challenge()).toBe(challenge);
    expect(await problemOf(() => operator.reset('0000000000'))).toEqual({ code: 'reset-code-wrong', data: { waitMs: 0 } });
    await expectProblem('reset-code-wrong', () => operator.reset(pinResetCode('cd'.repeat(32), challenge)));
    expect(operator.view().pinChosen).toBe(true);
    const code = pinResetCode(enrolled.tokenHash, challenge);
    await operator.reset(readableDigits(code));
    expect(operator.view()).toEqual({ pinChosen: false, unlocked: false });
    await operator.choosePin('1357');
    operator.lock();
    const next = await operator.challenge();
    expect(next).not.toBe(challenge);
    await expectProblem('reset-code-wrong', () => operator.reset(code));
    expect(recorder.types().filter((type) => type === 'operator.pin-reset')).toHaveLength(1);
  });

  it('is not guessed: wrong codes wait as wrong PINs do', async () => {
    const { operator } = await withPin('2468');
    await operator.challenge();
    for (let time = 0; time < 3; time += 1) await expectProblem('reset-code-wrong', () => operator.reset('0000000000'));
    expect(await problemOf(() => operator.reset('0000000000'))).toEqual({ code: 'reset-code-wrong', data: { waitMs: 5000 } });
    await expectProblem('pin-wait', () => operator.reset('0000000000'));
    await expectProblem('pin-wait', () => operator.unlock('2468'));
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { memberNumberSchema } from '../../../../contract/usage/event.ts';
import type { MemberCopy } from '../../../../contract/usage/event.ts';
import { openMemberPins } from '../../../../electron/learning/member-pins.ts';
import type { MemberPins } from '../../../../electron/learning/member-pins.ts';
import { emptyFolder, expectProblem, problemList, problemOf, testClock, testRecorder } from '../../../support/terminal/surroundings.ts';

const wang: MemberCopy = { number: memberNumberSchema.parse('1001'), name: '王秀英' };
const li: MemberCopy = { number: memberNumberSchema.parse('1002'), name: '李建国' };

async function atDesk(folder?: string) {
  const [data, clock, recorder] = [folder ?? (await emptyFolder()), testClock(), testRecorder()];
  const open = (): Promise<MemberPins> => openMemberPins({ folder: data, clock, recorder, onProblem: problemList().add });
  return { folder: data, clock, recorder, open, pins: await open() };
}

it('a member without a PIN signs in by number alone', async () => {
  const { pins } = await atDesk();
  await pins.check(wang, null);
  expect(pins.has(wang.number)).toBe(false);
});

it('a member with a PIN is asked for it, after a restart too, and nobody else is', async () => {
  const { pins, open, recorder, folder } = await atDesk();
  await pins.set(wang, '135724');
  for (const each of [pins, await open()]) {
    await expectProblem('member-pin-needed', () => each.check(wang, null));
    await expectProblem('member-pin-needed', () => each.check(wang, ''));
    await each.check(wang, '135724');
    await each.check(li, null);
  }
  expect(recorder.events.map(({ data }) => JSON.stringify(data)).join()).not.toContain('135724');
  expect(await readFile(join(folder, 'member-pins.json'), 'utf8')).not.toContain('135724');
});

it('has 4 to 12 digits', async () => {
  const { pins } = await atDesk();
  for (const pin of ['123', '12a4', '']) await expectProblem('pin-malformed', () => pins.set(wang, pin));
  expect(pins.has(wang.number)).toBe(false);
});

it('may be mistyped three times, then waits grow, each member for themselves', async () => {
  const { pins, clock, recorder } = await atDesk();
  await pins.set(wang, '2468');
  await pins.set(li, '1357');
  for (let times = 0; times < 3; times += 1) expect(await problemOf(() => pins.check(wang, '0000'))).toEqual({ code: 'member-pin-wrong', data: { waitMs: 0 } });
  expect(await problemOf(() => pins.check(wang, '0000'))).toEqual({ code: 'member-pin-wrong', data: { waitMs: 5000 } });
  await expectProblem('member-pin-wait', () => pins.check(wang, '2468'));
  await pins.check(li, '1357');
  clock.pass(5000);
  await pins.check(wang, '2468');
  expect(recorder.types().filter((type) => type === 'member.pin-refused')).toHaveLength(4);
});

it('is changed and removed by the member, and taken away by the operator, each on record', async () => {
  const { pins, recorder, open } = await atDesk();
  await pins.set(wang, '2468');
  await pins.set(wang, '1357');
  await expectProblem('member-pin-wrong', () => pins.check(wang, '2468'));
  await pins.remove(wang, 'member');
  await pins.check(wang, null);
  await pins.set(wang, '2468');
  await pins.remove(wang, 'operator');
  await pins.remove(wang, 'operator');
  expect((await open()).has(wang.number)).toBe(false);
  expect(recorder.events.flatMap((event) => (event.type === 'member.pin-changed' ? [event.data.change] : []))).toEqual(['set', 'changed', 'removed', 'set', 'reset-by-operator']);
});

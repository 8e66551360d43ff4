import { beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../../../contract/problem.ts';
import { programIdSchema } from '../../../../contract/programs/program.ts';
import { memberNumberSchema, viewingIdSchema } from '../../../../contract/usage/event.ts';
import type { MemberCopy } from '../../../../contract/usage/event.ts';
import { defaultValidityRule } from '../../../../contract/viewing/validity.ts';
import { createActivities } from '../../../../electron/activities/activities.ts';
import { createCards } from '../../../../electron/viewing/cards.ts';
import { applyToHallRecords, hallRecordsSchema, initialHallRecords } from '../../../../electron/viewing/hall-records.ts';
import { createPastViewings } from '../../../../electron/viewing/past-viewings.ts';
import { applyToViewingState, initialViewingState, viewingStateSchema } from '../../../../electron/viewing/viewing-state.ts';
import { testRecorder } from '../../../support/terminal/recorder.ts';

const viewing = viewingIdSchema.parse('01939f69-1a2b-7d00-8c11-0242ac120002');
const member = (number: string): MemberCopy => ({ number: memberNumberSchema.parse(number), name: `Member ${number}` });
const roster = ['1001', '1002', '1003'].map(member);
const membersByNumber = (numbers: readonly string[]): readonly MemberCopy[] => roster.filter((one) => numbers.includes(one.number));
const program = { program: programIdSchema.parse('2026-11/potato'), issue: '2026-11', title: { 'zh-CN': '土豆' }, category: 'wealth-skill', courseKind: 'public', topics: new Array<string>(), lengthSeconds: 60 } as const;

let recorder = testRecorder();
beforeEach(async () => {
  recorder = testRecorder();
  await recorder.record({ type: 'group-viewing.opened', data: { viewing, kind: 'training', programs: [program], expected: 3 } });
  await recorder.record({ type: 'group-viewing.member-checked-in', data: { viewing, member: member('1001') } });
  await recorder.record({ type: 'group-viewing.member-checked-in', data: { viewing, member: member('900') } }); // Not on the roster any more.
  await recorder.record({ type: 'group-viewing.started', data: { viewing } });
  await recorder.record({ type: 'group-viewing.ended', data: { viewing, attendance: { members: 2, guests: 0 }, playedSeconds: 60, lengthSeconds: 60 } });
});

const viewingState = () => recorder.events.reduce(applyToViewingState, initialViewingState);
const hallRecords = () => recorder.events.reduce(applyToHallRecords, initialHallRecords);
const past = () => createPastViewings({ recorder, past: () => viewingState().past, sources: { membersByNumber }, rule: () => defaultValidityRule });
const unchanged = { kind: null, members: null, guests: null, note: null, reason: 'counted anew' } as const;
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: unknown) => (error instanceof ProblemError ? error.problem.code : 'fault'));

describe('a past group viewing', () => {
  test('is corrected by an event that says only what differs; what was recorded stays in sight', async () => {
    const detail = await past().correct(viewing, { ...unchanged, kind: 'training', members: ['900', '1002'], guests: 4 });
    expect(recorder.events.at(-1)).toMatchObject({
      type: 'group-viewing.corrected',
      data: { kind: null, added: [{ number: '1002' }], removed: [{ number: '1001' }], guests: 4, note: null, reason: 'counted anew' },
    });
    expect(detail.now.members.map(({ number }) => number)).toEqual(['900', '1002']);
    expect(detail.recorded.members.map(({ number }) => number)).toEqual(['1001', '900']);
    expect(past().view()).toMatchObject([{ members: 2, guests: 4, corrected: true }]);
  });

  test('takes no correction that says what holds already', async () => {
    expect(await codeOf(past().correct(viewing, { ...unchanged, kind: 'training', members: ['1001', '900'], guests: 0, note: '' }))).toBe('nothing-corrected');
  });

  test('is rated by what it showed alone', async () => {
    await past().rate(viewing, null, 5);
    expect(await codeOf(past().rate(viewing, programIdSchema.parse('2026-11/other'), 5))).toBe('program-unknown');
    expect(recorder.types().filter((type) => type === 'viewing.rated')).toHaveLength(1);
  });

  test('is remembered by a checkpoint of the state', () => {
    expect(viewingStateSchema.safeParse(JSON.parse(JSON.stringify(viewingState()))).success).toBe(true);
  });
});

describe('a card', () => {
  const cards = () => createCards({ recorder, bound: () => hallRecords().cards, numbers: () => roster.map(({ number }) => number), memberByNumber: (number) => membersByNumber([number])[0] ?? member(number) });

  test('with a member’s number on it is theirs, whatever zeros and signs are around it', () => {
    expect(cards().memberOf('*00001002#')).toEqual(member('1002'));
  });

  test('is bound once, and anew to somebody else', async () => {
    expect(await codeOf(Promise.resolve().then(() => cards().memberOf('0008812345')))).toBe('card-unknown');
    await cards().bind(';0008812345?', '1003');
    await cards().bind('0008812345', '1003');
    expect(cards().memberOf('*0008812345#')).toEqual(member('1003'));
    expect(cards().memberOf('8812345')).toEqual(member('1003'));
    await cards().bind('0008812345', '1001');
    expect(cards().memberOf('0008812345')).toEqual(member('1001'));
    expect(recorder.types().filter((type) => type === 'member.card-bound')).toHaveLength(2);
  });
});

describe('an offline activity', () => {
  const activities = () => createActivities({ recorder, known: () => hallRecords().activities, membersByNumber });
  const said = { kind: 'lecture', day: '2026-11-20', place: '村委会', lecturer: '李老师', topic: '防冻', members: ['1001', '1002'], guests: 6, handouts: { copies: 20, titles: '明白纸' } } as const;

  test('is recorded, corrected with its reason, and withdrawn; each word stays in sight', async () => {
    await activities().record({ ...said, members: [...said.members] });
    const activity = activities().view()[0]?.activity;
    if (activity === undefined) throw new Error('nothing was recorded');
    expect(await codeOf(activities().correct(activity, { ...said, members: ['1002', '1001'] }, 'again'))).toBe('nothing-corrected');
    await activities().correct(activity, { ...said, members: ['1001'], guests: 9 }, 'counted anew');
    expect(activities().view()).toMatchObject([{ now: { guests: 9 }, versions: [{ reason: null, facts: { guests: 6 } }, { reason: 'counted anew' }] }]);
    await activities().withdraw(activity, 'by mistake');
    expect(activities().view()).toMatchObject([{ withdrawn: { reason: 'by mistake' } }]);
    expect(await codeOf(activities().withdraw(activity, 'again'))).toBe('activity-unknown');
    expect(hallRecordsSchema.safeParse(JSON.parse(JSON.stringify(hallRecords()))).success).toBe(true);
  });
});

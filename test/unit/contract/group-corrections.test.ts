import { describe, expect, it } from 'vitest';
import { memberNumberSchema, viewingIdSchema } from '../../../contract/usage/event.ts';
import type { EventData, MemberCopy } from '../../../contract/usage/event.ts';
import { applyGroupViewingEvents, asRecorded, attendance, correctionsOf, kindOf, newGroupViewing, noteOf, presentMembers } from '../../../contract/viewing/group-viewing.ts';
import type { GroupViewingEvent } from '../../../contract/viewing/group-viewing.ts';
import { programIdSchema } from '../../../contract/programs/program.ts';

const viewing = viewingIdSchema.parse('01939f69-1a2b-7d00-8c11-0242ac120002');
const member = (number: string): MemberCopy => ({ number: memberNumberSchema.parse(number), name: `Member ${number}` });
const program = { program: programIdSchema.parse('2026-11/potato'), issue: '2026-11', title: { 'zh-CN': '土豆' }, category: 'wealth-skill', courseKind: 'public', topics: [], lengthSeconds: 60 } as const;

let seq = 0;
const event = (type: GroupViewingEvent['type'], data: object): GroupViewingEvent => {
  seq += 1;
  const at = `2026-11-23T19:00:${String(seq % 60).padStart(2, '0')}.000+08:00`;
  return { seq, id: '', at, boot: 'b', uptimeMs: seq, prev: '', type, data: { viewing, ...data } } as unknown as GroupViewingEvent;
};
const correction = (said: Partial<EventData<'group-viewing.corrected'>>): GroupViewingEvent =>
  event('group-viewing.corrected', { kind: null, added: [], removed: [], guests: null, note: null, reason: 'because', ...said });

const evening = [
  event('group-viewing.opened', { kind: 'training', programs: [program], expected: 4 }),
  event('group-viewing.member-checked-in', { member: member('1') }),
  event('group-viewing.member-checked-in', { member: member('2') }),
  event('group-viewing.guests-counted', { guests: 2 }),
  event('group-viewing.ended', { attendance: { members: 2, guests: 2 }, playedSeconds: 1, lengthSeconds: 60 }),
];
const corrections = [
  correction({ kind: 'party-class', added: [member('3')], removed: [member('1')] }),
  correction({ guests: 5, note: 'It rained' }),
  correction({ added: [member('1')], note: '' }),
];
const numbers = (events: readonly GroupViewingEvent[]): readonly string[] => presentMembers(applyGroupViewingEvents(newGroupViewing(viewing), events)).map((one) => one.number);

describe('a corrected group viewing', () => {
  it('holds what the last correction of each part says', () => {
    const state = applyGroupViewingEvents(newGroupViewing(viewing), [...evening, ...corrections]);
    expect(kindOf(state)).toBe('party-class');
    expect(attendance(state)).toEqual({ members: 3, guests: 5, total: 8 });
    expect(noteOf(state)).toBe('');
    expect(correctionsOf(state).map(({ value }) => value.reason)).toEqual(['because', 'because', 'because']);
  });

  it('still shows what was recorded', () => {
    const recorded = asRecorded(applyGroupViewingEvents(newGroupViewing(viewing), [...evening, ...corrections]));
    expect(kindOf(recorded)).toBe('training');
    expect(attendance(recorded)).toEqual({ members: 2, guests: 2, total: 4 });
    expect(presentMembers(recorded).map((one) => one.number)).toEqual(['1', '2']);
  });

  it('is the same in whatever order its events come, and however often', () => {
    const inOrder = applyGroupViewingEvents(newGroupViewing(viewing), [...evening, ...corrections]);
    const shuffled = [...corrections, ...evening, ...corrections].reverse();
    const one = shuffled.reduce((state, each) => applyGroupViewingEvents(state, [each]), newGroupViewing(viewing));
    expect(presentMembers(one)).toEqual(presentMembers(inOrder));
    expect(attendance(one)).toEqual(attendance(inOrder));
    expect(correctionsOf(one)).toEqual(correctionsOf(inOrder));
  });

  it('keeps who was there in the order of the check-in, and those who were added behind them', () => {
    expect(numbers([...evening, ...corrections])).toEqual(['2', '3', '1']);
  });
});

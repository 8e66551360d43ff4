import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { programIdSchema } from '../../../contract/programs/program.ts';
import { memberNumberSchema, viewingIdSchema } from '../../../contract/usage/event.ts';
import { applyGroupViewingEvent, attendance, newGroupViewing, playedShare } from '../../../contract/viewing/group-viewing.ts';
import type { GroupViewing, GroupViewingEvent } from '../../../contract/viewing/group-viewing.ts';
import { defaultValidityRule, groupViewingFaults } from '../../../contract/viewing/validity.ts';

const viewing = viewingIdSchema.parse('01900000-0000-7000-8000-000000000001');
const program = programIdSchema.parse('2026-11/potato');
const copy = { program, issue: '2026-11', title: { 'zh-CN': '土豆' }, category: 'wealth-skill', courseKind: 'special', topics: [], lengthSeconds: 100 } as const;

type Body = Pick<GroupViewingEvent, 'type' | 'data'>;

const at = (seq: number, body: Body): GroupViewingEvent =>
  ({ seq, id: String(seq), at: `2026-11-23T09:00:00.${String(seq).padStart(3, '0')}+08:00`, boot: 'b', uptimeMs: seq, prev: '', ...body }) as GroupViewingEvent;

const numbered = (bodies: readonly Body[]): readonly GroupViewingEvent[] => bodies.map((body, index) => at(index + 1, body));
const apply = (events: readonly GroupViewingEvent[]): GroupViewing => events.reduce(applyGroupViewingEvent, newGroupViewing(viewing));

const opened: Body = { type: 'group-viewing.opened', data: { viewing, kind: 'party-class', programs: [{ ...copy, topics: [] }], expected: 40 } };
const started: Body = { type: 'group-viewing.started', data: { viewing } };
const played = (from: number, to: number): Body => ({ type: 'group-viewing.played', data: { viewing, program, segment: [from, to] } });
const guests = (count: number): Body => ({ type: 'group-viewing.guests-counted', data: { viewing, guests: count } });
const checkIn = (number: string, present = true): Body => ({
  type: present ? 'group-viewing.member-checked-in' : 'group-viewing.check-in-withdrawn',
  data: { viewing, member: { number: memberNumberSchema.parse(number), name: number } },
});
const ended: Body = { type: 'group-viewing.ended', data: { viewing, attendance: { members: 1, guests: 0 }, playedSeconds: 1, lengthSeconds: 100 } };

const anyBody: fc.Arbitrary<Body> = fc.oneof(
  fc.constant(opened),
  fc.constant(started),
  fc.constant(ended),
  fc.integer({ min: 0, max: 20 }).map(guests),
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()).map(([number, present]) => checkIn(String(number), present)),
  fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 10 })).map(([from, length]) => played(from, from + length)),
);

describe('what the events of a group viewing add up to', () => {
  test('is the same whatever the order in which they arrive, and however often', () => {
    fc.assert(
      fc.property(
        fc.array(anyBody, { minLength: 1, maxLength: 30 }).chain((bodies) => {
          const events = numbered(bodies);
          return fc.record({ events: fc.constant(events), shuffled: fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }) });
        }),
        ({ events, shuffled }) => {
          expect(apply(shuffled)).toEqual(apply(events));
        },
      ),
    );
  });

  test('counts a member once, a withdrawn one not at all, and the last count of guests', () => {
    const state = apply(numbered([opened, checkIn('1'), checkIn('1'), checkIn('2'), checkIn('2', false), guests(5), guests(3)]));
    expect(attendance(state)).toEqual({ members: 1, guests: 3, total: 4 });
  });

  test('counts as a party class from 60 % played and one person on', () => {
    const base = [opened, guests(1), started];
    expect(groupViewingFaults(apply(numbered([...base, played(0, 60), ended])), defaultValidityRule)).toEqual([]);
    expect(groupViewingFaults(apply(numbered([...base, played(0, 59), ended])), defaultValidityRule)).toEqual(['played-too-little']);
    expect(groupViewingFaults(apply(numbered([opened, started, played(0, 60), ended])), defaultValidityRule)).toEqual(['nobody-attended']);
    expect(groupViewingFaults(apply(numbered([...base, played(0, 100)])), defaultValidityRule)).toEqual(['not-ended']);
    expect(groupViewingFaults(apply(numbered([started])), defaultValidityRule)).toEqual(['incomplete-record']);
  });

  test('dragging the slider over the same stretch earns nothing twice', () => {
    expect(playedShare(apply(numbered([opened, played(0, 30), played(0, 30), played(10, 40)]))).share).toBeCloseTo(0.4);
  });
});

import { describe, expect, it } from 'vitest';
import { programIdSchema } from '../../../../contract/programs/program.ts';
import type { CourseKind, ProgramCopy } from '../../../../contract/programs/program.ts';
import { memberNumberSchema, viewingIdSchema } from '../../../../contract/usage/event.ts';
import type { MemberCopy, NewEvent, UsageEvent } from '../../../../contract/usage/event.ts';
import type { Segment } from '../../../../contract/viewing/played-segments.ts';
import { createCoursePlans } from '../../../../electron/learning/course-plans.ts';
import { applyToLearningState, initialLearningState, learningStateSchema } from '../../../../electron/learning/learning-state.ts';
import { programView } from '../../renderer/screens/program-view.ts';
import { expectProblem } from '../../../support/terminal/surroundings.ts';

const wang: MemberCopy = { number: memberNumberSchema.parse('1001'), name: '王秀英' };
const li: MemberCopy = { number: memberNumberSchema.parse('1002'), name: '李建国' };
const LENGTH = 600;

const copy = (name: string, courseKind: CourseKind = 'special'): ProgramCopy => ({
  program: programIdSchema.parse(`2026-11/${name}`),
  issue: '2026-11',
  title: { 'zh-CN': name },
  category: 'wealth-skill',
  courseKind,
  topics: [],
  lengthSeconds: LENGTH,
});

let viewings = 0;
const newViewing = () => viewingIdSchema.parse(`0190a6f0-0000-7000-8000-${String((viewings += 1)).padStart(12, '0')}`);

/** A terminal's learning, with the journal in memory. */
class Desk {
  state = initialLearningState;
  seq = 0;
  at = '2026-11-23T09:00:00.000+08:00';
  readonly plans = createCoursePlans({
    recorder: {
      record: (event: NewEvent) => {
        this.add(event);
        return Promise.resolve(this.last());
      },
    },
    state: () => this.state,
    sources: { program: (id) => (id.endsWith('gone') ? undefined : programView(id.split('/')[1] ?? '', { id, courseKind: 'special', lengthSeconds: LENGTH })) },
    rule: () => ({ specialCourses: 2 }),
    wall: () => this.at,
  });
  #last: UsageEvent | null = null;

  last(): UsageEvent {
    if (this.#last === null) throw new Error('nothing was recorded');
    return this.#last;
  }

  add(event: NewEvent): void {
    this.seq += 1;
    this.#last = { seq: this.seq, id: String(this.seq), at: this.at, boot: 'b', uptimeMs: this.seq, prev: '', ...event };
    this.state = applyToLearningState(this.state, this.#last);
  }

  watch(member: MemberCopy | null, program: ProgramCopy, ...segments: readonly Segment[]): void {
    const viewing = newViewing();
    this.add({ type: 'self-viewing.started', data: { viewing, program, member } });
    for (const segment of segments) this.add({ type: 'self-viewing.played', data: { viewing, program: program.program, segment: [...segment] } });
    this.add({ type: 'self-viewing.ended', data: { viewing, reason: 'left', playedSeconds: 0 } });
  }

  together(members: readonly MemberCopy[], program: ProgramCopy, segment: Segment): ReturnType<typeof newViewing> {
    const viewing = newViewing();
    this.add({ type: 'group-viewing.opened', data: { viewing, kind: 'training', programs: [program], expected: 40 } });
    for (const member of members) this.add({ type: 'group-viewing.member-checked-in', data: { viewing, member } });
    this.add({ type: 'group-viewing.started', data: { viewing } });
    this.add({ type: 'group-viewing.played', data: { viewing, program: program.program, segment: [...segment] } });
    this.add({ type: 'group-viewing.ended', data: { viewing, attendance: { members: members.length, guests: 0 }, playedSeconds: segment[1] - segment[0], lengthSeconds: LENGTH } });
    return viewing;
  }
}

describe('a member’s year', () => {
  it('is empty at first, and lacks all that the rule asks for', () => {
    const view = new Desk().plans.view(wang);
    expect(view).toMatchObject({ year: 2026, planChosen: false, plan: [], standing: { missing: 2, missingChoices: 2 }, selfSeconds: 0, groups: [] });
  });

  it('shows a course as completed by what was played in several sittings and not by what was jumped over', async () => {
    const desk = new Desk();
    await desk.plans.choose(wang, [copy('potato').program, copy('water').program]);
    desk.watch(wang, copy('potato'), [0, 200]);
    expect(desk.plans.view(wang).toContinue).toMatchObject([{ program: copy('potato').program, position: 200 }]);
    desk.watch(wang, copy('potato'), [500, 600]);
    expect(desk.plans.view(wang).standing).toMatchObject({ chosen: 2, done: 0 });
    desk.watch(wang, copy('potato'), [180, 460]);
    const view = desk.plans.view(wang);
    expect(view.standing).toEqual({ chosen: 2, done: 1, missingChoices: 0, missing: 1 });
    expect(view.plan.map(({ completed }) => completed)).toEqual([true, false]);
    expect(view.completed).toEqual([copy('potato').program]);
    expect(view.toContinue).toEqual([]);
    expect(view.selfSeconds).toBe(560);
  });

  it('puts what was watched alone and with the group together, and counts the group viewings', async () => {
    const desk = new Desk();
    await desk.plans.choose(wang, [copy('potato').program]);
    desk.watch(wang, copy('potato'), [0, 300]);
    desk.together([wang], copy('potato'), [280, 590]);
    const view = desk.plans.view(wang);
    expect(view.plan).toMatchObject([{ completed: true }]);
    expect(view).toMatchObject({ selfSeconds: 300, groupSeconds: 310, groups: [{ kind: 'training', playedSeconds: 310 }] });
    expect(desk.plans.view(li).groups).toEqual([]);
  });

  it('follows a correction of who was there', () => {
    const desk = new Desk();
    const viewing = desk.together([wang], copy('potato'), [0, 600]);
    desk.add({ type: 'group-viewing.corrected', data: { viewing, kind: null, added: [li], removed: [wang], guests: null, note: null, reason: '记错了人' } });
    expect(desk.plans.view(wang).groups).toEqual([]);
    expect(desk.plans.view(li).groups).toHaveLength(1);
  });

  it('begins anew with the calendar year, and what was completed before is still marked', () => {
    const desk = new Desk();
    desk.watch(wang, copy('potato'), [0, 590]);
    desk.at = '2027-01-02T09:00:00.000+08:00';
    const view = desk.plans.view(wang);
    expect(view).toMatchObject({ year: 2027, plan: [], watched: [], selfSeconds: 0 });
    expect(view.completed).toEqual([copy('potato').program]);
  });

  it('is not touched by whoever watches without signing in', () => {
    const desk = new Desk();
    desk.watch(null, copy('potato'), [0, 600]);
    expect(desk.state.members).toEqual({});
  });

  it('comes back from a checkpoint as it was', async () => {
    const desk = new Desk();
    await desk.plans.choose(wang, [copy('potato').program]);
    desk.watch(wang, copy('potato'), [0, 300]);
    desk.together([wang, li], copy('water'), [0, 600]);
    expect(learningStateSchema.parse(JSON.parse(JSON.stringify(desk.state)))).toEqual(desk.state);
  });
});

describe('a course plan', () => {
  it('is replaced as a whole by a later choice, and its programs must stay on the disk', async () => {
    const desk = new Desk();
    await desk.plans.choose(wang, [copy('potato').program, copy('water').program]);
    await desk.plans.choose(li, [copy('sheep').program]);
    await desk.plans.choose(wang, [copy('water').program]);
    expect(desk.plans.view(wang).plan.map(({ program }) => program.program)).toEqual([copy('water').program]);
    expect([...desk.plans.programs()].sort()).toEqual([copy('sheep').program, copy('water').program]);
  });

  it('takes no program that the catalogue does not know, but keeps one that was withdrawn after it was chosen', async () => {
    const desk = new Desk();
    await expectProblem('program-unknown', () => desk.plans.choose(wang, [copy('gone').program]));
    desk.add({ type: 'course-plan.chosen', data: { member: wang, year: 2026, programs: [copy('gone')] } });
    await desk.plans.choose(wang, [copy('gone').program, copy('potato').program]);
    expect(desk.plans.view(wang).plan.map(({ gone }) => gone)).toEqual([true, false]);
  });
});

it('whoever lacks most stands first', async () => {
  const desk = new Desk();
  const zhao: MemberCopy = { number: memberNumberSchema.parse('9'), name: '赵强' };
  await desk.plans.choose(li, [copy('potato').program]);
  await desk.plans.choose(wang, [copy('potato').program]);
  desk.watch(wang, copy('potato'), [0, 600]);
  expect(desk.plans.standings([wang, li, zhao]).map(({ member, missing, chosen }) => [member.name, missing, chosen])).toEqual([
    ['赵强', 2, 0],
    ['李建国', 2, 1],
    ['王秀英', 1, 1],
  ]);
});

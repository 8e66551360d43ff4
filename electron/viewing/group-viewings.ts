import { uuidv7 } from 'uuidv7';
import type { GroupSummary, GroupView } from '../../contract/ipc/topics.ts';
import { fail } from '../../contract/problem.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import { viewingIdSchema } from '../../contract/usage/event.ts';
import type { GroupViewingKind, MemberCopy } from '../../contract/usage/event.ts';
import { attendance, isCheckedIn, playedShare, presentMembers } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import { playedWithin, resumePoint } from '../../contract/viewing/played-segments.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';
import { groupViewingFaults } from '../../contract/viewing/validity.ts';
import type { ValidityRule } from '../../contract/viewing/validity.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import { createPlayBudget } from './play-budget.ts';
import type { PlayBudget } from './play-budget.ts';
import { createSerial } from '../site/serial.ts';
import { programCopy, playableProgram } from './sources.ts';
import type { ViewingSources } from './sources.ts';

/** A group viewing is played at the film's own speed; a little more is the clocks' doing. */
const FASTEST_RATE = 1.1;

export interface GroupViewingsDeps {
  readonly recorder: UsageRecorder;
  /** The open group viewing as the journal tells it (see viewing-state.ts). */
  readonly open: () => GroupViewing | null;
  readonly sources: ViewingSources;
  readonly rule: () => ValidityRule;
  readonly monotonicMs: () => number;
}

/**
 * The operator's group viewing: one at a time, from check-in through playing to its end. It lives in the journal alone;
 * after a power cut it is there again, and what had been playing is `interrupted` until it is resumed or ended.
 */
export interface GroupViewings {
  readonly view: () => GroupView | null;
  readonly open: (kind: GroupViewingKind, programs: readonly ProgramId[]) => Promise<void>;
  readonly checkIn: (number: string) => Promise<{ member: MemberCopy; already: boolean }>;
  readonly withdrawCheckIn: (number: string) => Promise<void>;
  readonly countGuests: (guests: number) => Promise<void>;
  readonly start: () => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly played: (program: ProgramId, segment: Segment) => Promise<void>;
  readonly end: () => Promise<GroupSummary>;
  readonly abandon: () => Promise<void>;
}

export function createGroupViewings(deps: GroupViewingsDeps): GroupViewings {
  const { recorder, sources } = deps;
  const serial = createSerial();
  /** Null while nothing is playing: before the start, and after a restart until it is resumed. */
  let budget: PlayBudget | null = null;

  const current = (): GroupViewing => deps.open() ?? fail('viewing-not-open', {});
  const beginPlaying = (): void => {
    budget = createPlayBudget(deps.monotonicMs, FASTEST_RATE);
  };

  return {
    view: () => {
      const state = deps.open();
      return state === null ? null : groupView(state, budget !== null, deps.rule());
    },

    open: (kind, programs) =>
      serial(async () => {
        if (deps.open() !== null) fail('viewing-already-open', {});
        const chosen = [...new Set(programs)].map((id) => programCopy(playableProgram(sources, id)));
        const viewing = viewingIdSchema.parse(uuidv7());
        budget = null;
        await recorder.record({
          type: 'group-viewing.opened',
          data: { viewing, kind, programs: chosen, expected: sources.rosterSize() },
        });
      }),

    checkIn: (number) =>
      serial(async () => {
        const state = current();
        const member = sources.memberByNumber(number);
        if (isCheckedIn(state, member.number)) return { member, already: true };
        await recorder.record({ type: 'group-viewing.member-checked-in', data: { viewing: state.viewing, member } });
        return { member, already: false };
      }),

    withdrawCheckIn: (number) =>
      serial(async () => {
        const state = current();
        const member = presentMembers(state).find((present) => present.number === number);
        if (member === undefined) return;
        await recorder.record({
          type: 'group-viewing.check-in-withdrawn',
          data: { viewing: state.viewing, member: { number: member.number, name: member.name } },
        });
      }),

    countGuests: (guests) =>
      serial(async () => {
        const state = current();
        if ((state.guests?.value ?? 0) === guests) return;
        await recorder.record({ type: 'group-viewing.guests-counted', data: { viewing: state.viewing, guests } });
      }),

    start: () =>
      serial(async () => {
        const state = current();
        if (state.started !== null) fail('viewing-already-started', {});
        if (attendance(state).total === 0) fail('nobody-checked-in', {});
        await recorder.record({ type: 'group-viewing.started', data: { viewing: state.viewing } });
        beginPlaying();
      }),

    resume: () =>
      serial(async () => {
        const state = current();
        if (state.started === null) fail('viewing-not-started', {});
        if (budget !== null) return;
        await recorder.record({ type: 'group-viewing.resumed', data: { viewing: state.viewing } });
        beginPlaying();
      }),

    played: (program, segment) =>
      serial(async () => {
        const state = current();
        if (budget === null) return fail('viewing-not-started', {});
        const chosen = state.opened?.value.programs.find((candidate) => candidate.program === program);
        if (chosen === undefined) return fail('program-unknown', { program });
        budget.spend(segment, chosen.lengthSeconds);
        await recorder.record({ type: 'group-viewing.played', data: { viewing: state.viewing, program, segment: [...segment] } });
      }),

    end: () =>
      serial(async () => {
        const state = current();
        if (state.started === null) fail('viewing-not-started', {});
        const { members, guests } = attendance(state);
        const { playedSeconds, lengthSeconds } = playedShare(state);
        const ended = await recorder.record({
          type: 'group-viewing.ended',
          data: { viewing: state.viewing, attendance: { members, guests }, playedSeconds, lengthSeconds },
        });
        budget = null;
        return summary({ ...state, ended: { seq: ended.seq, at: ended.at, value: null } }, ended.at, deps.rule());
      }),

    abandon: () =>
      serial(async () => {
        const state = current();
        if (state.started !== null) fail('viewing-already-started', {});
        await recorder.record({ type: 'group-viewing.abandoned', data: { viewing: state.viewing } });
      }),
  };
}

function programsPlayed(state: GroupViewing): GroupView['programs'] {
  return (state.opened?.value.programs ?? []).map(({ program, title, lengthSeconds }) => ({
    program,
    title,
    lengthSeconds,
    playedSeconds: playedWithin(state.played[program] ?? [], lengthSeconds),
  }));
}

/** What of a viewing is the same in its view and in its summary. `opened` is there: the terminal wrote it first. */
function common(state: GroupViewing): Pick<GroupView, 'viewing' | 'kind' | 'programs' | 'startedAt' | 'guests' | 'playedSeconds' | 'lengthSeconds'> {
  const { playedSeconds, lengthSeconds } = playedShare(state);
  return {
    viewing: state.viewing,
    kind: state.opened?.value.kind ?? fail('internal', { reference: `viewing ${state.viewing} was never opened` }),
    programs: programsPlayed(state),
    startedAt: state.started?.at ?? null,
    guests: state.guests?.value ?? 0,
    playedSeconds,
    lengthSeconds,
  };
}

function groupView(state: GroupViewing, playing: boolean, rule: ValidityRule): GroupView {
  return {
    ...common(state),
    stage: state.started === null ? 'check-in' : playing ? 'playing' : 'interrupted',
    openedAt: state.opened?.at ?? '',
    resume: whereToGoOn(state),
    members: [...presentMembers(state)],
    expected: state.opened?.value.expected ?? 0,
    faults: groupViewingFaults(state, rule).filter((fault) => fault !== 'not-ended'),
  };
}

function summary(state: GroupViewing, endedAt: string, rule: ValidityRule): GroupSummary {
  return {
    ...common(state),
    endedAt,
    members: presentMembers(state).map(({ number, name }) => ({ number, name })),
    faults: [...groupViewingFaults(state, rule)],
  };
}

/** The program and position at which playing stopped; a program left at its very end gives way to the next. */
function whereToGoOn(state: GroupViewing): GroupView['resume'] {
  const programs = state.opened?.value.programs ?? [];
  const first = programs[0] ?? fail('internal', { reference: `viewing ${state.viewing} has no programs` });
  if (state.last === null) return { program: first.program, position: 0 };
  const { program, position } = state.last.value;
  const index = programs.findIndex((candidate) => candidate.program === program);
  const at = programs[index] ?? first;
  const resumed = resumePoint(position, at.lengthSeconds, 1);
  const next = programs[index + 1];
  return resumed === 0 && next !== undefined ? { program: next.program, position: 0 } : { program: at.program, position: resumed };
}

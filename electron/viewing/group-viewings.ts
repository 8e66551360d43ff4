import { uuidv7 } from 'uuidv7';
import type { GroupSummary, GroupView } from '../../contract/ipc/topics.ts';
import { fail } from '../../contract/problem.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { PlanId } from '../../contract/usage/copies.ts';
import type { EvidenceMoment } from '../../contract/usage/group-events.ts';
import { viewingIdSchema } from '../../contract/usage/event.ts';
import type { GroupViewingKind, MemberCopy } from '../../contract/usage/event.ts';
import { attendance, isCheckedIn, playedShare, presentMembers } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';
import type { ValidityRule } from '../../contract/viewing/validity.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import type { Evidence, Picture } from './evidence.ts';
import { groupSummary, groupView } from './group-view.ts';
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
  readonly evidence: Evidence;
  readonly monotonicMs: () => number;
}

/** The plan that a viewing is begun from. */
export interface BegunFrom {
  readonly plan: PlanId;
  readonly source: 'county' | 'operator';
}

/**
 * The operator's group viewing: one at a time, from check-in through playing to its end. It lives in the journal alone;
 * after a power cut it is there again, and what had been playing is `interrupted` until it is resumed or ended.
 */
export interface GroupViewings {
  readonly view: () => GroupView | null;
  /** It plays, and the operator agreed that the camera takes pictures. */
  readonly photographing: () => boolean;
  readonly open: (kind: GroupViewingKind, programs: readonly ProgramId[], from?: BegunFrom) => Promise<void>;
  readonly checkIn: (number: string) => Promise<{ member: MemberCopy; already: boolean }>;
  /** Checks in all of these who are not yet; numbers of nobody are left out. Returns how many it were. */
  readonly checkInMany: (numbers: readonly string[]) => Promise<number>;
  readonly withdrawCheckIn: (number: string) => Promise<void>;
  readonly countGuests: (guests: number) => Promise<void>;
  readonly start: () => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly played: (program: ProgramId, segment: Segment) => Promise<void>;
  readonly pause: () => Promise<void>;
  readonly goOn: () => Promise<void>;
  /** A break before `next`; begun again with other minutes it lasts so long from then. */
  readonly beginBreak: (next: ProgramId, minutes: number | null) => Promise<void>;
  readonly endBreak: () => Promise<void>;
  readonly setCamera: (agreed: boolean) => Promise<void>;
  /** A picture of the hall; null: the camera gave none. */
  readonly keepPicture: (moment: EvidenceMoment, picture: Picture | null) => Promise<void>;
  readonly end: () => Promise<GroupSummary>;
  readonly abandon: () => Promise<void>;
}

export function createGroupViewings(deps: GroupViewingsDeps): GroupViewings {
  const { recorder, sources } = deps;
  const serial = createSerial();
  /** Null while nothing is playing: before the start, and after a restart until it is resumed. */
  let budget: PlayBudget | null = null;

  const current = (): GroupViewing => deps.open() ?? fail('viewing-not-open', {});
  const playing = (): GroupViewing => (budget === null ? fail('viewing-not-started', {}) : current());
  const haltOf = (state: GroupViewing): string => state.halt?.value.state ?? 'running';
  const beginPlaying = (): void => {
    budget = createPlayBudget(deps.monotonicMs, FASTEST_RATE);
  };

  return {
    view: () => {
      const state = deps.open();
      return state === null ? null : groupView(state, budget !== null, deps.rule(), (moment) => deps.evidence.cameraTried(state.viewing, moment));
    },

    photographing: () => budget !== null && deps.open()?.camera?.value === true,

    open: (kind, programs, from) =>
      serial(async () => {
        if (deps.open() !== null) fail('viewing-already-open', {});
        const chosen = [...new Set(programs)].map((id) => programCopy(playableProgram(sources, id)));
        const viewing = viewingIdSchema.parse(uuidv7());
        budget = null;
        await recorder.record({
          type: 'group-viewing.opened',
          data: { viewing, kind, programs: chosen, expected: sources.rosterSize() },
        });
        if (from !== undefined) await recorder.record({ type: 'group-viewing.planned', data: { viewing, ...from } });
      }),

    checkIn: (number) =>
      serial(async () => {
        const state = current();
        const member = sources.memberByNumber(number);
        if (isCheckedIn(state, member.number)) return { member, already: true };
        await recorder.record({ type: 'group-viewing.member-checked-in', data: { viewing: state.viewing, member } });
        return { member, already: false };
      }),

    checkInMany: (numbers) =>
      serial(async () => {
        const state = current();
        const known = sources.membersByNumber(numbers).filter((member) => !isCheckedIn(state, member.number));
        // Lines that are appended together reach the disk together.
        await Promise.all(known.map((member) => recorder.record({ type: 'group-viewing.member-checked-in', data: { viewing: state.viewing, member } })));
        return known.length;
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
        deps.evidence.look(current());
      }),

    pause: () =>
      serial(async () => {
        const state = playing();
        if (haltOf(state) === 'running') await recorder.record({ type: 'group-viewing.paused', data: { viewing: state.viewing } });
      }),

    goOn: () =>
      serial(async () => {
        const state = playing();
        if (haltOf(state) === 'paused') await recorder.record({ type: 'group-viewing.continued', data: { viewing: state.viewing } });
      }),

    beginBreak: (next, minutes) =>
      serial(async () => {
        const state = playing();
        if (state.opened?.value.programs.some(({ program }) => program === next) !== true) fail('program-unknown', { program: next });
        await recorder.record({ type: 'group-viewing.break-began', data: { viewing: state.viewing, next, minutes } });
      }),

    endBreak: () =>
      serial(async () => {
        const state = playing();
        if (haltOf(state) === 'break') await recorder.record({ type: 'group-viewing.break-ended', data: { viewing: state.viewing } });
      }),

    setCamera: (agreed) =>
      serial(async () => {
        const state = current();
        if (state.camera?.value !== agreed) await recorder.record({ type: 'evidence.camera-asked', data: { viewing: state.viewing, agreed } });
      }),

    keepPicture: (moment, picture) => serial(() => deps.evidence.keepCamera(playing(), moment, picture)),

    end: () =>
      serial(async () => {
        const state = current();
        if (state.started === null) fail('viewing-not-started', {});
        await deps.evidence.takeLast(state);
        const { members, guests } = attendance(state);
        const { playedSeconds, lengthSeconds } = playedShare(state);
        const ended = await recorder.record({
          type: 'group-viewing.ended',
          data: { viewing: state.viewing, attendance: { members, guests }, playedSeconds, lengthSeconds },
        });
        budget = null;
        return groupSummary({ ...state, ended: { seq: ended.seq, at: ended.at, value: null } }, ended.at, deps.rule());
      }),

    abandon: () =>
      serial(async () => {
        const state = current();
        if (state.started !== null) fail('viewing-already-started', {});
        await recorder.record({ type: 'group-viewing.abandoned', data: { viewing: state.viewing } });
      }),
  };
}

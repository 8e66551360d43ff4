import { uuidv7 } from 'uuidv7';
import { fail } from '../../contract/problem.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import { viewingIdSchema } from '../../contract/usage/event.ts';
import type { MemberCopy, ViewingId } from '../../contract/usage/event.ts';
import { resumePoint } from '../../contract/viewing/played-segments.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';
import { selfPlayed } from '../../contract/viewing/self-viewing.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import { createPlayBudget } from './play-budget.ts';
import type { PlayBudget } from './play-budget.ts';
import { createSerial } from '../site/serial.ts';
import { programCopy, playableProgram } from './sources.ts';
import type { ViewingSources } from './sources.ts';

/** The player's fastest speed is 2; a little more is the clocks' doing. */
const FASTEST_RATE = 2.1;

/** Within this many seconds of the end a program counts as seen and begins anew. */
const NEAR_END_SECONDS = 15;

type EndReason = 'finished' | 'left' | 'idle' | 'interrupted';

export interface SelfViewingsDeps {
  readonly recorder: UsageRecorder;
  /** The open self-viewing as the journal tells it. */
  readonly open: () => SelfViewing | null;
  /** Media seconds at which a member left a program, if ever. */
  readonly position: (member: MemberCopy, program: ProgramId) => number | undefined;
  readonly sources: ViewingSources;
  readonly monotonicMs: () => number;
}

/** A member, or anyone, watching alone: one at a time. */
export interface SelfViewings {
  readonly start: (program: ProgramId, member: MemberCopy | null) => Promise<{ viewing: ViewingId; resumeAt: number }>;
  readonly played: (viewing: ViewingId, segment: Segment) => Promise<void>;
  readonly end: (viewing: ViewingId, reason: EndReason) => Promise<void>;
  /** Throws `viewing-not-open` for any but the last one of this run, which may have ended. */
  readonly rate: (viewing: ViewingId, program: ProgramId, stars: number) => Promise<void>;
  /** Ends what a power cut left open; called once at start-up. */
  readonly endInterrupted: () => Promise<void>;
}

export function createSelfViewings(deps: SelfViewingsDeps): SelfViewings {
  const { recorder, sources } = deps;
  const serial = createSerial();
  let budget: PlayBudget | null = null;
  /** What was started last, and may be rated. */
  let last: { readonly viewing: ViewingId; readonly program: ProgramId } | null = null;

  const recordEnd = async (state: SelfViewing, reason: EndReason): Promise<void> => {
    budget = null;
    const { playedSeconds } = selfPlayed(state);
    await recorder.record({ type: 'self-viewing.ended', data: { viewing: state.viewing, reason, playedSeconds } });
  };

  return {
    start: (id, member) =>
      serial(async () => {
        const program = playableProgram(sources, id);
        const left = deps.open();
        if (left !== null) await recordEnd(left, 'left');
        const viewing = viewingIdSchema.parse(uuidv7());
        await recorder.record({ type: 'self-viewing.started', data: { viewing, program: programCopy(program), member } });
        budget = createPlayBudget(deps.monotonicMs, FASTEST_RATE);
        last = { viewing, program: id };
        const position = member === null ? 0 : (deps.position(member, id) ?? 0);
        return { viewing, resumeAt: resumePoint(position, program.lengthSeconds, Math.min(NEAR_END_SECONDS, program.lengthSeconds / 10)) };
      }),

    played: (viewing, segment) =>
      serial(async () => {
        const state = deps.open();
        const program = state?.started?.program;
        if (state?.viewing !== viewing || program === undefined || budget === null) return fail('viewing-not-open', {});
        budget.spend(segment, program.lengthSeconds);
        await recorder.record({ type: 'self-viewing.played', data: { viewing, program: program.program, segment: [...segment] } });
      }),

    end: (viewing, reason) =>
      serial(async () => {
        const state = deps.open();
        if (state?.viewing === viewing) await recordEnd(state, reason);
      }),

    rate: (viewing, program, stars) =>
      serial(async () => {
        if (last?.viewing !== viewing || last.program !== program) return fail('viewing-not-open', {});
        await recorder.record({ type: 'viewing.rated', data: { viewing, program, stars } });
      }),

    endInterrupted: () =>
      serial(async () => {
        const state = deps.open();
        if (state !== null) await recordEnd(state, 'interrupted');
      }),
  };
}

import type { ProgramCopy } from '../programs/program.ts';
import type { MemberCopy, UsageEvent, ViewingId } from '../usage/event.ts';
import { addSegment, playedWithin } from './played-segments.ts';
import type { PlayedSegments } from './played-segments.ts';

/** The events a self-viewing is made of. */
export type SelfViewingEvent = Extract<UsageEvent, { type: `self-viewing.${string}` }>;

/** What the events of one self-viewing add up to; order and repetition make no difference. */
export interface SelfViewing {
  readonly viewing: ViewingId;
  readonly started: { readonly seq: number; readonly at: string; readonly program: ProgramCopy; readonly member: MemberCopy | null } | null;
  readonly ended: { readonly seq: number; readonly at: string } | null;
  readonly played: PlayedSegments;
  /** Where playing was last, in media seconds. */
  readonly last: { readonly seq: number; readonly position: number } | null;
}

export function newSelfViewing(viewing: ViewingId): SelfViewing {
  return { viewing, started: null, ended: null, played: [], last: null };
}

/** The viewing with one more event. Events of other viewings must not be given. */
export function applySelfViewingEvent(state: SelfViewing, event: SelfViewingEvent): SelfViewing {
  switch (event.type) {
    case 'self-viewing.started':
      if (state.started !== null && state.started.seq <= event.seq) return state;
      return { ...state, started: { seq: event.seq, at: event.at, program: event.data.program, member: event.data.member } };
    case 'self-viewing.played': {
      const { segment } = event.data;
      const last = state.last !== null && state.last.seq >= event.seq ? state.last : { seq: event.seq, position: segment[1] };
      return { ...state, played: addSegment(state.played, segment), last };
    }
    case 'self-viewing.ended':
      if (state.ended !== null && state.ended.seq <= event.seq) return state;
      return { ...state, ended: { seq: event.seq, at: event.at } };
  }
}

/** Really played media seconds, and the program's length (0 while its first event is missing). */
export function selfPlayed(state: SelfViewing): { readonly playedSeconds: number; readonly lengthSeconds: number } {
  const lengthSeconds = state.started?.program.lengthSeconds ?? 0;
  return { playedSeconds: playedWithin(state.played, lengthSeconds), lengthSeconds };
}

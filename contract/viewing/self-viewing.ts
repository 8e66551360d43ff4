import type { ProgramCopy } from '../programs/program.ts';
import type { MemberCopy, UsageEvent, ViewingId } from '../usage/event.ts';
import { addSegments, playedWithin } from './played-segments.ts';
import type { PlayedSegments, Segment } from './played-segments.ts';

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
  return applySelfViewingEvents(state, [event]);
}

/** The viewing with more events, in any order. */
export function applySelfViewingEvents(state: SelfViewing, events: readonly SelfViewingEvent[]): SelfViewing {
  let { started, ended, last } = state;
  const segments: Segment[] = [];
  for (const event of events) {
    const { seq, at } = event;
    switch (event.type) {
      case 'self-viewing.started':
        if (started === null || seq < started.seq) started = { seq, at, program: event.data.program, member: event.data.member };
        break;
      case 'self-viewing.played':
        segments.push(event.data.segment);
        if (last === null || seq > last.seq) last = { seq, position: event.data.segment[1] };
        break;
      case 'self-viewing.ended':
        if (ended === null || seq < ended.seq) ended = { seq, at };
        break;
    }
  }
  return { ...state, started, ended, last, played: segments.length === 0 ? state.played : addSegments(state.played, segments) };
}

/** Really played media seconds, and the program's length (0 while its first event is missing). */
export function selfPlayed(state: SelfViewing): { readonly playedSeconds: number; readonly lengthSeconds: number } {
  const lengthSeconds = state.started?.program.lengthSeconds ?? 0;
  return { playedSeconds: playedWithin(state.played, lengthSeconds), lengthSeconds };
}

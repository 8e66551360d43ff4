import type { GroupViewingKind, MemberCopy, MemberNumber, UsageEvent, ViewingId } from '../usage/event.ts';
import type { ProgramCopy, ProgramId } from '../programs/program.ts';
import { addSegment, playedWithin } from './played-segments.ts';
import type { PlayedSegments } from './played-segments.ts';

/** The events a group viewing is made of. */
export type GroupViewingEvent = Extract<UsageEvent, { type: `group-viewing.${string}` }>;

/** A value and the sequence number of the event that set it. */
interface Stamped<T> {
  readonly seq: number;
  readonly at: string;
  readonly value: T;
}

/**
 * What the events of one group viewing add up to, at the terminal and again at the county. Applying an event twice
 * changes nothing and the order makes no difference, so lines may arrive by any carrier, late, and more than once.
 */
export interface GroupViewing {
  readonly viewing: ViewingId;
  readonly opened: Stamped<{ kind: GroupViewingKind; programs: readonly ProgramCopy[]; expected: number }> | null;
  readonly started: Stamped<null> | null;
  readonly ended: Stamped<null> | null;
  readonly abandoned: Stamped<null> | null;
  /** By member number; `present` is false after the check-in was withdrawn. */
  readonly members: Readonly<Record<string, Stamped<{ member: MemberCopy; present: boolean }>>>;
  readonly guests: Stamped<number> | null;
  /** By program id. */
  readonly played: Readonly<Record<string, PlayedSegments>>;
  /** Where playing was last: what to go on from after an interruption. */
  readonly last: Stamped<{ program: ProgramId; position: number }> | null;
}

export function newGroupViewing(viewing: ViewingId): GroupViewing {
  return { viewing, opened: null, started: null, ended: null, abandoned: null, members: {}, guests: null, played: {}, last: null };
}

/** The viewing with one more event. Events of other viewings must not be given. */
export function applyGroupViewingEvent(state: GroupViewing, event: GroupViewingEvent): GroupViewing {
  switch (event.type) {
    case 'group-viewing.opened': {
      const { kind, programs, expected } = event.data;
      return { ...state, opened: earlier(state.opened, stamp(event, { kind, programs, expected })) };
    }
    case 'group-viewing.started':
      return { ...state, started: earlier(state.started, stamp(event, null)) };
    case 'group-viewing.resumed':
      return state;
    case 'group-viewing.ended':
      return { ...state, ended: earlier(state.ended, stamp(event, null)) };
    case 'group-viewing.abandoned':
      return { ...state, abandoned: earlier(state.abandoned, stamp(event, null)) };
    case 'group-viewing.member-checked-in':
    case 'group-viewing.check-in-withdrawn': {
      const { member } = event.data;
      const present = event.type === 'group-viewing.member-checked-in';
      const known = state.members[member.number] ?? null;
      return { ...state, members: { ...state.members, [member.number]: later(known, stamp(event, { member, present })) } };
    }
    case 'group-viewing.guests-counted':
      return { ...state, guests: later(state.guests, stamp(event, event.data.guests)) };
    case 'group-viewing.played': {
      const { program, segment } = event.data;
      return {
        ...state,
        played: { ...state.played, [program]: addSegment(state.played[program] ?? [], segment) },
        last: later(state.last, stamp(event, { program, position: segment[1] })),
      };
    }
  }
}

/** The members who are checked in, in the order of their check-in. */
export function presentMembers(state: GroupViewing): readonly (MemberCopy & { readonly at: string })[] {
  return Object.values(state.members)
    .filter((entry) => entry.value.present)
    .sort((a, b) => a.seq - b.seq)
    .map((entry) => ({ ...entry.value.member, at: entry.at }));
}

export function isCheckedIn(state: GroupViewing, number: MemberNumber): boolean {
  return state.members[number]?.value.present === true;
}

/** Checked-in members plus counted guests. */
export function attendance(state: GroupViewing): { readonly members: number; readonly guests: number; readonly total: number } {
  const members = presentMembers(state).length;
  const guests = state.guests?.value ?? 0;
  return { members, guests, total: members + guests };
}

/** Really played media seconds of the chosen programs, and their length together. */
export function playedShare(state: GroupViewing): { readonly playedSeconds: number; readonly lengthSeconds: number; readonly share: number } {
  const programs = state.opened?.value.programs ?? [];
  const lengthSeconds = programs.reduce((sum, program) => sum + program.lengthSeconds, 0);
  const played = programs.reduce((sum, program) => sum + playedWithin(state.played[program.program] ?? [], program.lengthSeconds), 0);
  return { playedSeconds: played, lengthSeconds, share: lengthSeconds > 0 ? played / lengthSeconds : 0 };
}

function stamp<T>(event: GroupViewingEvent, value: T): Stamped<T> {
  return { seq: event.seq, at: event.at, value };
}

function earlier<T>(known: Stamped<T> | null, next: Stamped<T>): Stamped<T> {
  return known !== null && known.seq <= next.seq ? known : next;
}

function later<T>(known: Stamped<T> | null, next: Stamped<T>): Stamped<T> {
  return known !== null && known.seq >= next.seq ? known : next;
}

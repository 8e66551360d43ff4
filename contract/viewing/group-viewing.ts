import type { GroupViewingKind, MemberCopy, MemberNumber, UsageEvent, ViewingId } from '../usage/event.ts';
import type { ProgramCopy, ProgramId } from '../programs/program.ts';
import { addSegments, playedWithin } from './played-segments.ts';
import type { PlayedSegments, Segment } from './played-segments.ts';

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
  return applyGroupViewingEvents(state, [event]);
}

/** The viewing with more events, in any order. */
export function applyGroupViewingEvents(state: GroupViewing, events: readonly GroupViewingEvent[]): GroupViewing {
  let { opened, started, ended, abandoned, guests, last } = state;
  // Copied once for all events: a copy for each would take minutes for a record that was made to do so.
  const members: Record<string, GroupViewing['members'][string]> = { ...state.members };
  const segments = new Map<ProgramId, Segment[]>();
  for (const event of events) {
    switch (event.type) {
      case 'group-viewing.opened': {
        const { kind, programs, expected } = event.data;
        opened = earlier(opened, stamp(event, { kind, programs, expected }));
        break;
      }
      case 'group-viewing.started':
        started = earlier(started, stamp(event, null));
        break;
      case 'group-viewing.resumed':
        break;
      case 'group-viewing.ended':
        ended = earlier(ended, stamp(event, null));
        break;
      case 'group-viewing.abandoned':
        abandoned = earlier(abandoned, stamp(event, null));
        break;
      case 'group-viewing.member-checked-in':
      case 'group-viewing.check-in-withdrawn': {
        const { member } = event.data;
        const present = event.type === 'group-viewing.member-checked-in';
        members[member.number] = later(members[member.number] ?? null, stamp(event, { member, present }));
        break;
      }
      case 'group-viewing.guests-counted':
        guests = later(guests, stamp(event, event.data.guests));
        break;
      case 'group-viewing.played': {
        const { program, segment } = event.data;
        const known = segments.get(program);
        if (known === undefined) segments.set(program, [segment]);
        else known.push(segment);
        last = later(last, stamp(event, { program, position: segment[1] }));
        break;
      }
    }
  }
  return { ...state, opened, started, ended, abandoned, members, guests, played: addPlayed(state.played, segments), last };
}

function addPlayed(played: GroupViewing['played'], segments: ReadonlyMap<ProgramId, readonly Segment[]>): GroupViewing['played'] {
  const added = [...segments].map(([program, more]) => [program, addSegments(played[program] ?? [], more)] as const);
  return { ...played, ...Object.fromEntries(added) };
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

import type { PlanId } from '../usage/copies.ts';
import type { EventData, GroupViewingKind, MemberCopy, MemberNumber, UsageEvent, ViewingId } from '../usage/event.ts';
import type { ProgramCopy, ProgramId } from '../programs/program.ts';
import { addSegments, playedWithin } from './played-segments.ts';
import type { PlayedSegments, Segment } from './played-segments.ts';

/** The events a group viewing is made of. */
export type GroupViewingEvent = Extract<UsageEvent, { type: `group-viewing.${string}` | 'evidence.taken' | 'evidence.camera-asked' }>;

export function isGroupViewingEvent(event: UsageEvent): event is GroupViewingEvent {
  return event.type.startsWith('group-viewing.') || event.type === 'evidence.taken' || event.type === 'evidence.camera-asked';
}

/** What was said afterwards of how it really was. */
export type GroupCorrection = Omit<EventData<'group-viewing.corrected'>, 'viewing'>;

/** A picture that was taken of it. */
export type EvidencePicture = Omit<EventData<'evidence.taken'>, 'viewing'>;

/** Whether the film runs, as far as somebody said so; `next` is the program after a break. */
export type Halt = { readonly state: 'running' | 'paused' } | { readonly state: 'break'; readonly next: ProgramId; readonly minutes: number | null };

/** A value and the sequence number of the event that set it. */
export interface Stamped<T> {
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
  readonly halt: Stamped<Halt> | null;
  readonly plan: Stamped<{ plan: PlanId; source: 'county' | 'operator' }> | null;
  /** Whether a camera may take pictures of it; null: nobody was asked. */
  readonly camera: Stamped<boolean> | null;
  /** By SHA-256. */
  readonly evidence: Readonly<Record<string, Stamped<EvidencePicture>>>;
  /** By the number of its line. What was recorded stays beside them as it was. */
  readonly corrections: Readonly<Record<string, Stamped<GroupCorrection>>>;
}

const nothingMore = { halt: null, plan: null, camera: null, evidence: {}, corrections: {} };

export function newGroupViewing(viewing: ViewingId): GroupViewing {
  return { viewing, opened: null, started: null, ended: null, abandoned: null, members: {}, guests: null, played: {}, last: null, ...nothingMore };
}

/** The viewing with one more event. Events of other viewings must not be given. */
export function applyGroupViewingEvent(state: GroupViewing, event: GroupViewingEvent): GroupViewing {
  return applyGroupViewingEvents(state, [event]);
}

/** The viewing with more events, in any order. */
export function applyGroupViewingEvents(state: GroupViewing, events: readonly GroupViewingEvent[]): GroupViewing {
  let { opened, started, ended, abandoned, guests, last, halt, plan, camera, evidence, corrections } = state;
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
      case 'group-viewing.planned':
        plan = earlier(plan, stamp(event, { plan: event.data.plan, source: event.data.source }));
        break;
      case 'group-viewing.started':
        started = earlier(started, stamp(event, null));
        break;
      case 'group-viewing.resumed':
      case 'group-viewing.continued':
      case 'group-viewing.break-ended':
        halt = later(halt, stamp(event, { state: 'running' }));
        break;
      case 'group-viewing.paused':
        halt = later(halt, stamp(event, { state: 'paused' }));
        break;
      case 'group-viewing.break-began': {
        const { next, minutes } = event.data;
        halt = later(halt, stamp(event, { state: 'break', next, minutes }));
        break;
      }
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
      case 'group-viewing.corrected': {
        const { kind, added, removed, guests: counted, note, reason } = event.data;
        corrections = firstOf(corrections, event.seq, stamp(event, { kind, added, removed, guests: counted, note, reason }));
        break;
      }
      case 'evidence.camera-asked':
        camera = later(camera, stamp(event, event.data.agreed));
        break;
      case 'evidence.taken': {
        const { moment, source, sha256, bytes, mediaType, width, height } = event.data;
        evidence = firstOf(evidence, sha256, stamp(event, { moment, source, sha256, bytes, mediaType, width, height }));
        break;
      }
    }
  }
  return {
    ...state,
    ...{ opened, started, ended, abandoned, members, guests, played: addPlayed(state.played, segments), last, halt, plan, camera, evidence, corrections },
  };
}

/** With a key that is new; of a key that is known the lowest number holds, and of equals the one known before. */
function firstOf<T>(known: Readonly<Record<string, Stamped<T>>>, key: string | number, next: Stamped<T>): Readonly<Record<string, Stamped<T>>> {
  const before = known[key];
  return before !== undefined && before.seq <= next.seq ? known : { ...known, [key]: next };
}

function addPlayed(played: GroupViewing['played'], segments: ReadonlyMap<ProgramId, readonly Segment[]>): GroupViewing['played'] {
  const added = [...segments].map(([program, more]) => [program, addSegments(played[program] ?? [], more)] as const);
  return { ...played, ...Object.fromEntries(added) };
}

/** The corrections in the order in which they were made. */
export function correctionsOf(state: GroupViewing): readonly Stamped<GroupCorrection>[] {
  return Object.values(state.corrections).sort((a, b) => a.seq - b.seq);
}

/** The viewing as it was recorded, before anybody corrected it. */
export function asRecorded(state: GroupViewing): GroupViewing {
  return { ...state, corrections: {} };
}

/** Its kind as it holds now; null while the line that says it is missing. */
export function kindOf(state: GroupViewing): GroupViewingKind | null {
  if (state.opened === null) return null;
  return correctionsOf(state).findLast(({ value }) => value.kind !== null)?.value.kind ?? state.opened.value.kind;
}

/** The operator's note; empty when there is none. */
export function noteOf(state: GroupViewing): string {
  return correctionsOf(state).findLast(({ value }) => value.note !== null)?.value.note ?? '';
}

/** The members who were there, in the order of their check-in, as it holds now. */
export function presentMembers(state: GroupViewing): readonly (MemberCopy & { readonly at: string })[] {
  const corrections = correctionsOf(state);
  const people = corrections.length === 0 ? state.members : withCorrections(state.members, corrections);
  return Object.values(people)
    .filter((entry) => entry.value.present)
    .sort((a, b) => a.seq - b.seq)
    .map((entry) => ({ ...entry.value.member, at: entry.at }));
}

/** Whatever was checked in, a correction comes after it: it is made when the viewing is over. */
function withCorrections(members: GroupViewing['members'], corrections: readonly Stamped<GroupCorrection>[]): GroupViewing['members'] {
  const people: Record<string, GroupViewing['members'][string]> = { ...members };
  for (const { seq, at, value } of corrections) {
    for (const member of value.removed) people[member.number] = { seq, at, value: { member, present: false } };
    for (const member of value.added) {
      if (people[member.number]?.value.present !== true) people[member.number] = { seq, at, value: { member, present: true } };
    }
  }
  return people;
}

export function isCheckedIn(state: GroupViewing, number: MemberNumber): boolean {
  return state.members[number]?.value.present === true;
}

/** Members and counted guests who were there, as it holds now. */
export function attendance(state: GroupViewing): { readonly members: number; readonly guests: number; readonly total: number } {
  const members = presentMembers(state).length;
  const guests = correctionsOf(state).findLast(({ value }) => value.guests !== null)?.value.guests ?? state.guests?.value ?? 0;
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

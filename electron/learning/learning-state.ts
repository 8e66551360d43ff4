import { z } from 'zod';
import type { ProgramCopy } from '../../contract/programs/program.ts';
import type { UsageEvent, ViewingId } from '../../contract/usage/event.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import { yearOf } from '../../contract/viewing/course-plan.ts';
import { applyGroupViewingEvent, isGroupViewingEvent, newGroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing, GroupViewingEvent } from '../../contract/viewing/group-viewing.ts';
import { addSegment } from '../../contract/viewing/played-segments.ts';
import type { PlayedSegments } from '../../contract/viewing/played-segments.ts';

/** What a member has watched of a program alone, within a year. */
export interface WatchedProgram {
  readonly program: ProgramCopy;
  readonly played: PlayedSegments;
  /** When it was watched last, and where that ended, in media seconds. */
  readonly at: string;
  readonly position: number;
}

/** One member's year. */
export interface MemberYear {
  /** By program id. */
  readonly watched: Readonly<Record<string, WatchedProgram>>;
  /** The plan as last chosen; null: never. */
  readonly plan: readonly ProgramCopy[] | null;
}

/** What the journal says of everybody's learning at this terminal. */
export interface LearningState {
  /** Member number → year → what was done. */
  readonly members: Readonly<Record<string, Readonly<Record<string, MemberYear>>>>;
  /** Group viewings that were not given up, by their id. */
  readonly groups: Readonly<Record<string, GroupViewing>>;
  /** The self-viewing of a member that is under way. */
  readonly open: { readonly viewing: ViewingId; readonly program: ProgramCopy; readonly member: MemberCopy } | null;
}

export const initialLearningState: LearningState = { members: {}, groups: {}, open: null };
export const emptyYear: MemberYear = { watched: {}, plan: null };

/** A checkpoint's outline; what is in it was written by the reducer, and other versions of it are not read. */
export const learningStateSchema = z.custom<LearningState>((value) => outline.safeParse(value).success);

const outline = z.strictObject({
  members: z.record(z.string(), z.record(z.string(), z.looseObject({ watched: z.record(z.string(), z.unknown()), plan: z.array(z.unknown()).nullable() }))),
  groups: z.record(z.string(), z.looseObject({ viewing: z.uuid() })),
  open: z.looseObject({ viewing: z.uuid() }).nullable(),
});

/** Years and group viewings that are kept: the year sheet tells of this year and the last. */
const YEARS = 3;
const GROUPS = 600;

/** The state after one more event; events that are not about learning leave it as it is. */
export function applyToLearningState(state: LearningState, event: UsageEvent): LearningState {
  switch (event.type) {
    case 'self-viewing.started': {
      const { viewing, program, member } = event.data;
      return { ...state, open: member === null ? null : { viewing, program, member } };
    }
    case 'self-viewing.played': {
      const { open } = state;
      if (open?.viewing !== event.data.viewing) return state;
      return withYear(state, open.member, yearOf(event.at), (year) => {
        const before = year.watched[open.program.program]?.played ?? [];
        const watched: WatchedProgram = { program: open.program, played: addSegment(before, event.data.segment), at: event.at, position: event.data.segment[1] };
        return { ...year, watched: { ...year.watched, [open.program.program]: watched } };
      });
    }
    case 'self-viewing.ended':
      return state.open?.viewing === event.data.viewing ? { ...state, open: null } : state;
    case 'course-plan.chosen':
      return withYear(state, event.data.member, event.data.year, (year) => ({ ...year, plan: event.data.programs }));
    case 'group-viewing.opened':
      return { ...state, groups: latest<GroupViewing>({ ...state.groups, [event.data.viewing]: applyGroupViewingEvent(newGroupViewing(event.data.viewing), event) }, GROUPS) };
    case 'group-viewing.abandoned': {
      const groups = Object.entries(state.groups).filter(([viewing]) => viewing !== event.data.viewing);
      return { ...state, groups: Object.fromEntries(groups) };
    }
    default:
      return isGroupViewingEvent(event) ? applyToGroup(state, event) : state;
  }
}

function applyToGroup(state: LearningState, event: GroupViewingEvent): LearningState {
  const group = state.groups[event.data.viewing];
  if (group === undefined) return state;
  return { ...state, groups: { ...state.groups, [event.data.viewing]: applyGroupViewingEvent(group, event) } };
}

function withYear(state: LearningState, { number }: MemberCopy, year: number, change: (year: MemberYear) => MemberYear): LearningState {
  const years = state.members[number] ?? {};
  const next = latest<MemberYear>({ ...years, [year]: change(years[year] ?? emptyYear) }, YEARS);
  return { ...state, members: { ...state.members, [number]: next } };
}

/** The entries that were made last, or whose year is latest: ids of viewings and years both sort by time. */
function latest<T>(entries: Readonly<Record<string, T>>, most: number): Readonly<Record<string, T>> {
  const keys = Object.keys(entries);
  if (keys.length <= most) return entries;
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)).slice(-most));
}

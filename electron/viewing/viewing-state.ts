import { z } from 'zod';
import type { UsageEvent } from '../../contract/usage/event.ts';
import { applyGroupViewingEvent, isGroupViewingEvent, newGroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing, GroupViewingEvent } from '../../contract/viewing/group-viewing.ts';
import { applySelfViewingEvent, newSelfViewing } from '../../contract/viewing/self-viewing.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';

/** What the terminal must know of the past to go on after a power cut; derived from the journal alone. */
export interface ViewingState {
  /** The group viewing that was opened and neither ended nor given up. */
  readonly group: GroupViewing | null;
  /** The group viewings that ended, the newest first; as many as are remembered. */
  readonly past: readonly GroupViewing[];
  /** The self-viewing that was started and not ended. */
  readonly self: SelfViewing | null;
  /** Member number → program id → media seconds at which that member left it. */
  readonly positions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** About two years of a busy village. What is older stands with the county. */
const MOST_PAST = 100;

/** Of the state's shape and of how it is derived; raised with either. */
export const VIEWING_STATE_VERSION = 2;

export const initialViewingState: ViewingState = { group: null, past: [], self: null, positions: {} };

/**
 * Shape of a checkpoint of the state. The viewings in it were written by the reducers and are taken as they are once
 * their outline is right: a checkpoint from another release carries another version and is rebuilt from the journal.
 */
export const viewingStateSchema = z.custom<ViewingState>((value) => outline.safeParse(value).success);

const groupOutline = z.looseObject({
  viewing: z.uuid(),
  members: z.record(z.string(), z.unknown()),
  played: z.record(z.string(), z.unknown()),
  corrections: z.record(z.string(), z.unknown()),
  evidence: z.record(z.string(), z.unknown()),
});
const outline = z.strictObject({
  group: groupOutline.nullable(),
  past: z.array(groupOutline),
  self: z.looseObject({ viewing: z.uuid(), played: z.array(z.unknown()) }).nullable(),
  positions: z.record(z.string(), z.record(z.string(), z.number())),
});

/** The state after one more event; events that are not about viewings leave it as it is. */
export function applyToViewingState(state: ViewingState, event: UsageEvent): ViewingState {
  if (isGroupViewingEvent(event)) return applyToGroups(state, event);
  switch (event.type) {
    case 'self-viewing.started':
      return { ...state, self: applySelfViewingEvent(newSelfViewing(event.data.viewing), event) };
    case 'self-viewing.played': {
      if (state.self?.viewing !== event.data.viewing) return state;
      const self = applySelfViewingEvent(state.self, event);
      const member = self.started?.member ?? null;
      if (member === null) return { ...state, self };
      const positions = { ...state.positions[member.number], [event.data.program]: event.data.segment[1] };
      return { ...state, self, positions: { ...state.positions, [member.number]: positions } };
    }
    case 'self-viewing.ended':
      return state.self?.viewing === event.data.viewing ? { ...state, self: null } : state;
    default:
      return state;
  }
}

function applyToGroups(state: ViewingState, event: GroupViewingEvent): ViewingState {
  const { group, past } = state;
  const { viewing } = event.data;
  if (event.type === 'group-viewing.opened') return { ...state, group: applyGroupViewingEvent(newGroupViewing(viewing), event) };
  if (group?.viewing === viewing) {
    const next = applyGroupViewingEvent(group, event);
    if (event.type === 'group-viewing.ended') return { ...state, group: null, past: [next, ...past].slice(0, MOST_PAST) };
    return { ...state, group: event.type === 'group-viewing.abandoned' ? null : next };
  }
  if (!past.some((one) => one.viewing === viewing)) return state;
  return { ...state, past: past.map((one) => (one.viewing === viewing ? applyGroupViewingEvent(one, event) : one)) };
}

import { z } from 'zod';
import type { UsageEvent } from '../../contract/usage/event.ts';
import { applyGroupViewingEvent, newGroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import { applySelfViewingEvent, newSelfViewing } from '../../contract/viewing/self-viewing.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';

/** What the terminal must know of the past to go on after a power cut; derived from the journal alone. */
export interface ViewingState {
  /** The group viewing that was opened and neither ended nor given up. */
  readonly group: GroupViewing | null;
  /** The self-viewing that was started and not ended. */
  readonly self: SelfViewing | null;
  /** Member number → program id → media seconds at which that member left it. */
  readonly positions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const initialViewingState: ViewingState = { group: null, self: null, positions: {} };

/**
 * Shape of a checkpoint of the state. The viewings in it were written by the reducers and are taken as they are once
 * their outline is right: a checkpoint from another release carries another version and is rebuilt from the journal.
 */
export const viewingStateSchema = z.custom<ViewingState>((value) => outline.safeParse(value).success);

const outline = z.strictObject({
  group: z.looseObject({ viewing: z.uuid(), members: z.record(z.string(), z.unknown()), played: z.record(z.string(), z.unknown()) }).nullable(),
  self: z.looseObject({ viewing: z.uuid(), played: z.array(z.unknown()) }).nullable(),
  positions: z.record(z.string(), z.record(z.string(), z.number())),
});

/** The state after one more event; events that are not about viewings leave it as it is. */
export function applyToViewingState(state: ViewingState, event: UsageEvent): ViewingState {
  switch (event.type) {
    case 'group-viewing.opened':
      return { ...state, group: applyGroupViewingEvent(newGroupViewing(event.data.viewing), event) };
    case 'group-viewing.ended':
    case 'group-viewing.abandoned':
      return state.group?.viewing === event.data.viewing ? { ...state, group: null } : state;
    case 'group-viewing.member-checked-in':
    case 'group-viewing.check-in-withdrawn':
    case 'group-viewing.guests-counted':
    case 'group-viewing.started':
    case 'group-viewing.resumed':
    case 'group-viewing.played':
      return state.group?.viewing === event.data.viewing ? { ...state, group: applyGroupViewingEvent(state.group, event) } : state;
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

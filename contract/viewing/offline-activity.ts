import type { ActivityId } from '../usage/copies.ts';
import type { ActivityFacts } from '../usage/group-events.ts';
import type { UsageEvent } from '../usage/event.ts';

/** The events an activity away from the terminal is made of. */
export type ActivityEvent = Extract<UsageEvent, { type: `offline-activity.${string}` }>;

export function isActivityEvent(event: UsageEvent): event is ActivityEvent {
  return event.type.startsWith('offline-activity.');
}

/** What was said of it once; `reason` is null in what was recorded first. */
export interface ActivityVersion {
  readonly seq: number;
  readonly at: string;
  readonly facts: ActivityFacts;
  readonly reason: string | null;
}

/** What the events of one activity add up to; order and repetition make no difference. */
export interface OfflineActivity {
  readonly activity: ActivityId;
  /** In the order of recording: the last one holds, the others stay visible. Never empty but for a missing line. */
  readonly versions: readonly ActivityVersion[];
  readonly withdrawn: { readonly seq: number; readonly at: string; readonly reason: string } | null;
}

export function newActivity(activity: ActivityId): OfflineActivity {
  return { activity, versions: [], withdrawn: null };
}

/** The activity with more events, in any order. Events of other activities must not be given. */
export function applyActivityEvents(state: OfflineActivity, events: readonly ActivityEvent[]): OfflineActivity {
  let { withdrawn } = state;
  const versions = new Map(state.versions.map((version) => [version.seq, version]));
  for (const event of events) {
    const { seq, at } = event;
    switch (event.type) {
      case 'offline-activity.recorded':
        if (!versions.has(seq)) versions.set(seq, { seq, at, facts: factsOf(event.data), reason: null });
        break;
      case 'offline-activity.corrected':
        if (!versions.has(seq)) versions.set(seq, { seq, at, facts: factsOf(event.data), reason: event.data.reason });
        break;
      case 'offline-activity.withdrawn':
        if (withdrawn === null || seq < withdrawn.seq) withdrawn = { seq, at, reason: event.data.reason };
        break;
    }
  }
  return { ...state, withdrawn, versions: [...versions.values()].sort((a, b) => a.seq - b.seq) };
}

function factsOf({ kind, day, place, lecturer, topic, members, guests, handouts }: ActivityFacts): ActivityFacts {
  return { kind, day, place, lecturer, topic, members, guests, handouts };
}

/** What holds now; null while every line that says it is missing. */
export function activityFacts(state: OfflineActivity): ActivityFacts | null {
  return state.versions.at(-1)?.facts ?? null;
}

import { uuidv7 } from 'uuidv7';
import type { ActivityView } from '../../contract/ipc/hall-topics.ts';
import { fail } from '../../contract/problem.ts';
import { activityIdSchema } from '../../contract/usage/copies.ts';
import type { ActivityId } from '../../contract/usage/copies.ts';
import type { ActivityFacts } from '../../contract/usage/group-events.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import { activityFacts } from '../../contract/viewing/offline-activity.ts';
import type { OfflineActivity } from '../../contract/viewing/offline-activity.ts';
import { createSerial } from '../site/serial.ts';
import type { UsageRecorder } from '../usage/recorder.ts';

export interface ActivitiesDeps {
  readonly recorder: UsageRecorder;
  /** As the journal tells them. */
  readonly known: () => Readonly<Record<ActivityId, OfflineActivity>>;
  readonly membersByNumber: (numbers: readonly string[]) => readonly MemberCopy[];
}

/** What the operator says: the members by their numbers. */
export type ActivityInput = Omit<ActivityFacts, 'members'> & { readonly members: readonly string[] };

/** What happens away from the terminal: mobile classroom, demonstration base, lecture. */
export interface Activities {
  /** The topic `activities`. */
  readonly view: () => ActivityView[];
  readonly record: (input: ActivityInput) => Promise<void>;
  /** Says how it really was; what was said before stays. Throws `activity-unknown`. */
  readonly correct: (activity: ActivityId, input: ActivityInput, reason: string) => Promise<void>;
  /** It took no place. Throws `activity-unknown`. */
  readonly withdraw: (activity: ActivityId, reason: string) => Promise<void>;
}

export function createActivities({ recorder, known, membersByNumber }: ActivitiesDeps): Activities {
  const serial = createSerial();
  const standing = (activity: ActivityId): OfflineActivity => {
    const state = known()[activity];
    return state?.withdrawn === null ? state : fail('activity-unknown', {});
  };
  /** Who was named before and is on no roster any more stays as named. */
  const factsOf = (input: ActivityInput, before: readonly MemberCopy[]): ActivityFacts => {
    const members = new Map(before.map((member) => [String(member.number), member]));
    for (const member of membersByNumber(input.members)) members.set(member.number, member);
    return { ...input, members: [...new Set(input.members)].flatMap((number) => members.get(number) ?? []) };
  };
  return {
    view: () =>
      Object.values(known())
        .flatMap((state) => viewOf(state) ?? [])
        .sort((a, b) => (a.now.day < b.now.day ? 1 : -1)),
    record: (input) =>
      serial(async () => {
        await recorder.record({ type: 'offline-activity.recorded', data: { activity: activityIdSchema.parse(uuidv7()), ...factsOf(input, []) } });
      }),
    correct: (activity, input, reason) =>
      serial(async () => {
        const before = activityFacts(standing(activity));
        const facts = factsOf(input, before?.members ?? []);
        if (JSON.stringify(inOrder(facts)) === JSON.stringify(before === null ? null : inOrder(before))) fail('nothing-corrected', {});
        await recorder.record({ type: 'offline-activity.corrected', data: { activity, ...facts, reason } });
      }),
    withdraw: (activity, reason) =>
      serial(async () => {
        standing(activity);
        await recorder.record({ type: 'offline-activity.withdrawn', data: { activity, reason } });
      }),
  };
}

function viewOf(state: OfflineActivity): ActivityView | null {
  const now = activityFacts(state);
  if (now === null) return null;
  const { activity, withdrawn } = state;
  return {
    activity,
    now,
    versions: state.versions.map(({ at, facts, reason }) => ({ at, facts, reason })),
    withdrawn: withdrawn === null ? null : { at: withdrawn.at, reason: withdrawn.reason },
  };
}

/** The same facts always in the same order, so that they can be compared. */
function inOrder({ kind, day, place, lecturer, topic, members, guests, handouts }: ActivityFacts): unknown {
  const numbers = members.map(({ number }) => String(number)).sort();
  return [kind, day, place, lecturer, topic, numbers, guests, handouts.copies, handouts.titles];
}

import { z } from 'zod';
import type { ActivityId, CardNumber, PlanId } from '../../contract/usage/copies.ts';
import { memberCopySchema } from '../../contract/usage/copies.ts';
import { planEventData } from '../../contract/usage/group-events.ts';
import type { EventData, MemberCopy, UsageEvent } from '../../contract/usage/event.ts';
import { applyActivityEvents, isActivityEvent, newActivity } from '../../contract/viewing/offline-activity.ts';
import type { OfflineActivity } from '../../contract/viewing/offline-activity.ts';

/** What operators have recorded besides viewings; derived from the journal alone. */
export interface HallRecords {
  /** What was planned here and not withdrawn. */
  readonly plans: Readonly<Record<PlanId, EventData<'plan.made'>>>;
  readonly cards: Readonly<Record<CardNumber, MemberCopy>>;
  /** The latest ones, by when they were recorded. */
  readonly activities: Readonly<Record<ActivityId, OfflineActivity>>;
}

/** Of the state's shape and of how it is derived; raised with either. */
export const HALL_RECORDS_VERSION = 1;

/** More are not kept at the terminal; the county has them all. */
const MOST_PLANS = 200;
const MOST_ACTIVITIES = 200;

export const initialHallRecords: HallRecords = { plans: {}, cards: {}, activities: {} };

const activityOutline = z.looseObject({ activity: z.uuid(), versions: z.array(z.looseObject({ seq: z.int() })) });
const outline = z.strictObject({
  plans: z.record(z.string(), planEventData['plan.made']),
  cards: z.record(z.string(), memberCopySchema),
  activities: z.record(z.string(), activityOutline),
});

/** Shape of a checkpoint; what the reducer wrote is taken as it is once its outline is right. */
export const hallRecordsSchema = z.custom<HallRecords>((value) => outline.safeParse(value).success);

/** The records after one more event; events that are about something else leave them as they are. */
export function applyToHallRecords(state: HallRecords, event: UsageEvent): HallRecords {
  if (isActivityEvent(event)) {
    const { activity } = event.data;
    const next = applyActivityEvents(state.activities[activity] ?? newActivity(activity), [event]);
    return { ...state, activities: newest({ ...state.activities, [activity]: next }, MOST_ACTIVITIES) };
  }
  switch (event.type) {
    case 'plan.made':
      return { ...state, plans: newest({ ...state.plans, [event.data.plan]: event.data }, MOST_PLANS) };
    case 'plan.withdrawn':
      return { ...state, plans: Object.fromEntries(Object.entries(state.plans).filter(([plan]) => plan !== event.data.plan)) };
    case 'member.card-bound':
      return { ...state, cards: { ...state.cards, [event.data.card]: event.data.member } };
    default:
      return state;
  }
}

/** The last ones that were added. */
function newest<T extends object>(all: T, most: number): T {
  const entries = Object.entries(all);
  return entries.length <= most ? all : (Object.fromEntries(entries.slice(-most)) as T);
}

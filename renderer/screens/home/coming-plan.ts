import type { PlanItem } from '../../../contract/ipc/hall-topics.ts';
import { dayAfter, localDay } from '../group/schedule/days.ts';

/** So many days ahead a plan is worth a word. */
const DAYS_AHEAD = 7;

/** A planned viewing that has not been held. */
export interface ComingPlan {
  readonly item: PlanItem;
  readonly isToday: boolean;
}

/** The next planned viewing that is not held yet, of today or the coming days; null when there is none. `schedule`: soonest first. */
export function comingPlan(schedule: readonly PlanItem[], now: Date): ComingPlan | null {
  const today = localDay(now);
  const item = schedule.find(({ day, held }) => !held && day >= today && day <= dayAfter(today, DAYS_AHEAD));
  return item === undefined ? null : { item, isToday: item.day === today };
}

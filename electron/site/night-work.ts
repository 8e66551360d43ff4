import type { OpeningHours } from '../../contract/ipc/topics.ts';
import { wallTime } from './clock.ts';

/** When the room sleeps anyway. */
const NIGHT = { from: '02:00', to: '05:00' } as const;
const IDLE_MS = 30 * 60_000;
/** One restart a night keeps whatever grows small. */
const RUNNING_MS = 20 * 3600_000;

export interface NightWorkFacts {
  readonly now: Date;
  readonly openingHours: OpeningHours | null;
  /** People watch, something is carried, or the operator is at work. */
  readonly busy: boolean;
  /** Since a key was pressed. */
  readonly idleMs: number;
  /** Since the program started. */
  readonly runningMs: number;
  readonly updateReady: boolean;
  /** All processes together. */
  readonly memoryBytes: number;
}

/** More than this, the program begins anew as soon as nobody is there, at any hour: an old PC has 2 GB. */
const MOST_MEMORY_BYTES = 1.2 * 1024 ** 3;

/** What to do now that nobody would see: go over to the new version, begin anew, or nothing. */
export function nightWork(facts: NightWorkFacts): 'update' | 'restart' | null {
  if (facts.busy || facts.idleMs < IDLE_MS) return null;
  const time = wallTime(facts.now).slice(11, 16);
  const open = facts.openingHours !== null && isBetween(time, facts.openingHours);
  if (!open && isBetween(time, NIGHT)) {
    if (facts.updateReady) return 'update';
    if (facts.runningMs >= RUNNING_MS) return 'restart';
  }
  return facts.memoryBytes > MOST_MEMORY_BYTES ? 'restart' : null;
}

/** Whether a time of day, `HH:MM`, lies between two; over midnight when the first is the later one. */
export function isBetween(time: string, { from, to }: OpeningHours): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

import type { EventType, UsageEvent } from '../../contract/usage/event.ts';
import type { GroupViewingEvent } from '../../contract/viewing/group-viewing.ts';
import type { SelfViewingEvent } from '../../contract/viewing/self-viewing.ts';
import type { Queries } from '../database/database.ts';
import { projectDownloads } from './downloads.ts';
import { projectGroupViewings } from './group-viewings.ts';
import { projectOpenings, projectSearches } from './lookups.ts';
import type { Clocks } from './moments.ts';
import { projectSelfViewings } from './self-viewings.ts';

/** The journal that events come from, and where its terminal stands. */
export interface JournalOrigin {
  readonly journal: string;
  readonly site: string;
  /** What is known of the times of these boots. A boot that is missing has unknown times. */
  readonly clocksOf: (boots: readonly string[]) => Promise<Clocks>;
}

/**
 * Adds events of one journal to what its viewings, lookups and downloads add up to. Each line's event must be given once;
 * in which order, and in how many calls, makes no difference, save that of two lines with the same number (a fork) the
 * one given first is taken where they contradict each other.
 */
export async function project(queries: Queries, origin: JournalOrigin, events: readonly UsageEvent[]): Promise<void> {
  await projectGroupViewings(queries, origin, events.filter(isGroupViewing));
  await projectSelfViewings(queries, origin, events.filter(isSelfViewing));
  await projectSearches(queries, origin, events.filter(isOfType('lookup.searched')));
  await projectOpenings(queries, origin, events.filter(isOfType('lookup.opened')));
  await projectDownloads(queries, origin, events.filter(isOfType('issue.completed')));
}

function isGroupViewing(event: UsageEvent): event is GroupViewingEvent {
  return event.type.startsWith('group-viewing.');
}

function isSelfViewing(event: UsageEvent): event is SelfViewingEvent {
  return event.type.startsWith('self-viewing.');
}

function isOfType<T extends EventType>(type: T) {
  return (event: UsageEvent): event is Extract<UsageEvent, { type: T }> => event.type === type;
}

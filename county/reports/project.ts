import type { EventType, UsageEvent } from '../../contract/usage/event.ts';
import { isGroupViewingEvent } from '../../contract/viewing/group-viewing.ts';
import { isActivityEvent } from '../../contract/viewing/offline-activity.ts';
import type { SelfViewingEvent } from '../../contract/viewing/self-viewing.ts';
import { projectActivities } from '../activities/project.ts';
import { isCommandEnd, projectCommands } from '../commands/project.ts';
import type { Queries } from '../database/database.ts';
import { projectEvidence, projectRatings } from '../evidence/project.ts';
import { isPlanEvent, projectPlans } from '../learning/project.ts';
import { isQuestionEvent, projectQuestions } from '../questions/project.ts';
import { projectDownloads } from './downloads.ts';
import { projectGroupViewings } from './group-viewings.ts';
import { projectLedToPrograms, projectReadings } from './lookup-sequels.ts';
import { projectOpenings, projectSearches } from './lookups.ts';
import type { Clocks } from './moments.ts';
import { projectMarks } from './running-spans.ts';
import { projectSelfViewings } from './self-viewings.ts';
import type { Days } from './time-columns.ts';

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
 * one given first is taken where they contradict each other. Returns the days to count anew (daily.ts).
 */
export async function project(queries: Queries, origin: JournalOrigin, events: readonly UsageEvent[]): Promise<Days> {
  const days = [
    await projectGroupViewings(queries, origin, events.filter(isGroupViewingEvent)),
    await projectSelfViewings(queries, origin, events.filter(isSelfViewing)),
    await projectSearches(queries, origin, events.filter(isOfType('lookup.searched'))),
    await projectOpenings(queries, origin, events.filter(isOfType('lookup.opened'))),
    await projectDownloads(queries, origin, events.filter(isOfType('issue.completed'))),
  ];
  await projectReadings(queries, origin, events.filter(isOfType('lookup.closed')));
  await projectLedToPrograms(queries, origin, events.filter(isOfType('lookup.led-to-program')));
  await projectQuestions(queries, origin, events.filter(isQuestionEvent));
  await projectActivities(queries, origin, events.filter(isActivityEvent));
  await projectEvidence(queries, origin, events.filter(isOfType('evidence.taken')));
  await projectRatings(queries, origin, events.filter(isOfType('viewing.rated')));
  await projectCommands(queries, origin, events.filter(isCommandEnd));
  await projectPlans(queries, origin, events.filter(isPlanEvent));
  await projectMarks(queries, origin, events.filter(isMark));
  return new Set(days.flatMap((some) => [...some]));
}

function isSelfViewing(event: UsageEvent): event is SelfViewingEvent {
  return event.type.startsWith('self-viewing.');
}

function isMark(event: UsageEvent): event is Extract<UsageEvent, { type: 'terminal.started' | 'terminal.stopped' }> {
  return event.type === 'terminal.started' || event.type === 'terminal.stopped';
}

function isOfType<T extends EventType>(type: T) {
  return (event: UsageEvent): event is Extract<UsageEvent, { type: T }> => event.type === type;
}

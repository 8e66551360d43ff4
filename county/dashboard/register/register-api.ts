import { rosterListSchema, rosterPaths } from '../../people/schemas.ts';
import type { RosterList } from '../../people/schemas.ts';
import { linesAnswerSchema, registerEntrySchema, registerListSchema, registerPaths } from '../../reports/register-list-schemas.ts';
import type { LinesAnswer, RegisterEntry, RegisterFilter, RegisterList, RegisterTab } from '../../reports/register-list-schemas.ts';
import { ask } from '../api.ts';
import { AT_ONCE, queryOf } from './register-address.ts';

/** What `askList` is asked. */
export function listQuestion(tab: RegisterTab, filter: Partial<RegisterFilter>, offset: number): string {
  return `${registerPaths.list(tab)}${queryOf({ ...filter, limit: String(AT_ONCE), offset: String(offset) })}`;
}

export function askList(question: string, signal: AbortSignal): Promise<RegisterList> {
  return ask('GET', question, registerListSchema, { signal });
}

export function askEntry(question: string, signal: AbortSignal): Promise<RegisterEntry> {
  return ask('GET', question, registerEntrySchema, { signal });
}

export function askLines(question: string, signal: AbortSignal): Promise<LinesAnswer> {
  return ask('GET', question, linesAnswerSchema, { signal });
}

/** The sites that may be seen, for lists to choose from. */
export function askPlaces(_question: 'places', signal: AbortSignal): Promise<RosterList> {
  return ask('GET', rosterPaths.rosters, rosterListSchema, { signal });
}

import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import { addMoments, bootsOf, momentTime } from './moments.ts';
import type { Clocks, Moments } from './moments.ts';
import { addPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { timeColumns } from './time-columns.ts';
import type { Days, TimeColumns } from './time-columns.ts';

/** What is kept of a viewing besides what figures look at. */
export interface ViewingRecord<State> {
  readonly viewing: string;
  readonly state: State;
  readonly moments: Moments;
  readonly boots: readonly string[];
  readonly pace: Pace;
  /** The day it was counted on until now; undefined: it is new. */
  readonly dayBefore: string | null | undefined;
}

interface ViewingEvent {
  readonly seq: number;
  readonly at: string;
  readonly boot: string;
  readonly uptimeMs: number;
  readonly type: string;
  readonly data: object;
}

/** The viewings that these events are about, with the events added to what is stored of them. */
export async function loadViewings<State, Event extends ViewingEvent>(
  queries: Queries,
  table: 'group_viewings' | 'self_viewings',
  journal: string,
  groups: ReadonlyMap<string, readonly Event[]>,
  apply: (viewing: string, before: State | null, events: readonly Event[]) => State,
): Promise<readonly ViewingRecord<State>[]> {
  const { rows } = await sql<{ viewing: string; state: State; moments: Moments; pace: Pace; day: string | null }>`
    select viewing, state, moments, pace, day from ${sql.table(table)}
    where journal = ${journal}::uuid and viewing = any(${[...groups.keys()]}::uuid[])`.execute(queries);
  const known = new Map(rows.map((row) => [row.viewing, row]));
  return [...groups].map(([viewing, events]) => {
    const before = known.get(viewing);
    const moments = addMoments(before?.moments ?? null, events);
    if (moments === null) throw new Error('A viewing without events has no beginning.');
    return { viewing, state: apply(viewing, before?.state ?? null, events), moments, boots: bootsOf(moments), pace: addPace(before?.pace ?? {}, events), dayBefore: before?.day };
  });
}

/** The record as its row has it. */
export function writtenRecord({ viewing, state, moments, boots, pace }: ViewingRecord<unknown>, clocks: Clocks) {
  const { first } = moments;
  return { viewing, first_seq: first.seq, first_at: first.at, ...viewingTimes(moments, clocks), boots, moments, pace, state };
}

/** The days on which these viewings are counted, before and now. */
export function viewingDays(records: readonly ViewingRecord<unknown>[], rows: readonly { readonly day: string | null }[]): Days {
  return new Set([...rows.map(({ day }) => day), ...records.flatMap(({ dayBefore }) => (dayBefore === undefined ? [] : [dayBefore]))]);
}

/** When a viewing was: the day and the moment on which it began, and its corrected start and end. */
export interface ViewingTimes extends TimeColumns {
  readonly begin_ms: number | null;
  readonly end_ms: number | null;
}

export function viewingTimes(moments: Moments, clocks: Clocks): ViewingTimes {
  const { first, opened, started, ended } = moments;
  const began = opened ?? first;
  const at = (moment: Moments['started']) => (moment === undefined ? null : Math.round(momentTime(clocks, moment).ms));
  return { ...timeColumns(began.at, momentTime(clocks, began)), begin_ms: at(started), end_ms: at(ended) };
}

import { isProvablyWrong, withOffsetOf } from '../ingest/times/corrected-time.ts';
import type { Certainty, CorrectedTime } from '../ingest/times/corrected-time.ts';
import { localDay } from './local-day.ts';

/** When a projected thing happened, as well as the county knows. */
export interface TimeColumns {
  /** Local day at the site: of the corrected time where the recorded one is provably wrong. Null for a time no calendar has. */
  readonly day: string | null;
  /** The corrected time, milliseconds since 1970; null in what an earlier program has counted. */
  readonly best_ms: number | null;
  readonly certainty: Certainty;
  readonly not_before_ms: number | null;
  readonly not_after_ms: number | null;
}

/** Days that have to be counted anew; null is the day of what no calendar has. */
export type Days = ReadonlySet<string | null>;

/** The columns for something recorded at `at`. */
export function timeColumns(at: string, corrected: CorrectedTime): TimeColumns {
  const { certainty, notBeforeMs, notAfterMs } = corrected;
  return {
    day: localDay(isProvablyWrong(at, corrected) ? withOffsetOf(at, corrected.ms) : at),
    best_ms: Math.round(corrected.ms),
    certainty,
    not_before_ms: notBeforeMs === null ? null : Math.floor(notBeforeMs),
    not_after_ms: notAfterMs === null ? null : Math.ceil(notAfterMs),
  };
}

/** The columns as `json_to_recordset` reads them, and as a list to insert, and to update from what was to be inserted. */
export const timeColumnTypes = 'day date, best_ms double precision, certainty text, not_before_ms double precision, not_after_ms double precision';
export const timeColumnNames = ['day', 'best_ms', 'certainty', 'not_before_ms', 'not_after_ms'] as const;
export const timeColumnUpdates = timeColumnNames.map((name) => `${name} = excluded.${name}`).join(', ');

export function sameTimes(a: TimeColumns, b: TimeColumns): boolean {
  return timeColumnNames.every((name) => a[name] === b[name]);
}

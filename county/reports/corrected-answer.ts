import { isProvablyWrong, withOffsetOf } from '../ingest/times/corrected-time.ts';
import type { CorrectedTimeAnswer } from './register-schemas.ts';
import type { TimeColumns } from './time-columns.ts';

/** A recorded time with what is known of the true one, as it is answered. */
export function correctedAnswer(recorded: string, { best_ms: ms, certainty, not_before_ms: notBeforeMs, not_after_ms: notAfterMs }: TimeColumns): CorrectedTimeAnswer {
  const wrong = ms !== null && isProvablyWrong(recorded, { certainty, ms, notBeforeMs, notAfterMs });
  return {
    recorded,
    // Of an unknown time nothing better than the recorded one can be told.
    corrected: ms === null || certainty === 'unknown' ? null : withOffsetOf(recorded, ms),
    certainty,
    notBefore: isoOf(notBeforeMs),
    notAfter: isoOf(notAfterMs),
    wrong,
  };
}

/** ISO 8601 in UTC; null for null and for what lies outside the calendar. */
export function isoOf(ms: number | null): string | null {
  return ms === null || ms < 0 || ms > Date.UTC(9999, 11, 31) ? null : new Date(ms).toISOString();
}

import type { JournalOverview } from '../../records/schemas.ts';

/** Clocks nearer than this to the county's are right. */
const RIGHT_MS = 60_000;

export const problems = ['never', 'lacking', 'behind', 'forks', 'broken', 'faults', 'impossible', 'clock'] as const;
export type RecordsProblem = (typeof problems)[number];

/** What there is to look at in a journal, the weightiest first. */
export function problemsOf(journal: JournalOverview): readonly RecordsProblem[] {
  const { lacking, told, highest, forks, broken, faults, impossible, clock, lastContactAt } = journal;
  const has: Readonly<Record<RecordsProblem, boolean>> = {
    never: lastContactAt === null,
    lacking: lacking > 0,
    behind: told !== null && told > highest,
    forks: forks > 0,
    broken: broken > 0,
    faults: faults > 0,
    impossible: impossible > 0,
    clock: clock.offsetMs !== null && Math.abs(clock.offsetMs) > RIGHT_MS,
  };
  return problems.filter((problem) => has[problem]);
}

/** A stretch of time in the largest unit that it has two of, for texts like “3 hours”. */
export function inUnits(ms: number): { readonly unit: 'minute' | 'hour' | 'day'; readonly value: number } {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  if (minutes < 120) return { unit: 'minute', value: minutes };
  if (minutes < 48 * 60) return { unit: 'hour', value: Math.round(minutes / 60) };
  return { unit: 'day', value: Math.round(minutes / 1440) };
}

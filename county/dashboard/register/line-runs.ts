import type { RawLine } from '../../reports/register-list-schemas.ts';

/** Fewer than this stand by themselves. */
const LEAST = 4;

/** The lines in order; `LEAST` or more of one type that follow each other as one run, every other line as a run of its own. */
export function runsOf<T extends Pick<RawLine, 'type' | 'fault'>>(lines: readonly T[]): readonly (readonly T[])[] {
  const runs: T[][] = [];
  for (const line of lines) {
    const before = runs.at(-1)?.[0];
    if (before !== undefined && line.type !== null && before.type === line.type && before.fault === line.fault) runs.at(-1)?.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => (run.length < LEAST ? run.map((line) => [line]) : [run]));
}

import { numberColumns } from './columns.ts';
import type { Difference, ReportContent, ReportRow } from './schemas.ts';

/** Every figure that was another one when the report was signed off. */
export function differences(was: ReportContent, is: ReportContent): readonly Difference[] {
  const [before, now] = [rowsOf(was), rowsOf(is)];
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((id) => {
    const [old, current] = [before.get(id), now.get(id)];
    return numberColumns.flatMap(({ id: column, value }) => {
      const [oldValue, newValue] = [valueOf(old, value), valueOf(current, value)];
      return oldValue === newValue ? [] : [{ row: id, name: (current ?? old)?.name ?? null, column, was: oldValue, is: newValue }];
    });
  });
}

/** A day or site that is not in a report had nothing. */
function valueOf(row: ReportRow | undefined, value: (row: ReportRow) => number | null): number | null {
  return row === undefined ? 0 : value(row);
}

function rowsOf({ total, rows }: ReportContent): ReadonlyMap<string, ReportRow> {
  return new Map([total, ...rows].map((row) => [row.id, row]));
}

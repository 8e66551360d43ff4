import type { CountyDeps } from '../../deps.ts';
import { CountyError } from '../../errors.ts';
import { addHistory, putRows } from '../item-rows.ts';
import { dayOf } from '../today.ts';
import { MAX_FAULTS_TOLD } from '../schemas.ts';
import type { ImportAnswer, ImportQuery } from '../schemas.ts';
import { planImport } from './plan.ts';
import type { TableReader } from './table-reader.ts';

const MOST_LISTED = 200;

/**
 * Looks at a table, or takes it into the drafts: all of it, or nothing. `apply` is the mark of the preview that was shown;
 * CountyError `changed-meanwhile` when the changes are not those any more.
 */
export async function importTable(deps: CountyDeps, read: TableReader, bytes: Uint8Array, { kind, apply }: Pick<ImportQuery, 'kind' | 'apply'>, by: string): Promise<ImportAnswer> {
  const table = await read(bytes, kind ?? null);
  const plan = await planImport(deps.database.tables, table.records, dayOf(deps.now()), MAX_FAULTS_TOLD);
  const faultCount = table.faultCount + plan.faultCount;
  const answer = {
    ...{ mark: plan.mark, rows: table.rows, faultCount },
    counts: {
      added: plan.changes.filter(({ pending }) => pending === 'added').length,
      changed: plan.changes.filter(({ pending }) => pending === 'changed').length,
      unchanged: plan.unchanged,
    },
    list: plan.changes
      .slice(0, MOST_LISTED)
      .map(({ row, title, pending, changes, at }) => ({ id: row.item, kind: row.kind, title, pending, fields: (changes ?? []).map(({ field }) => field), row: at })),
    faults: [...table.faults, ...plan.faults].slice(0, MAX_FAULTS_TOLD),
    notes: [...table.notes, ...plan.notes].slice(0, MAX_FAULTS_TOLD),
  };
  if (apply === undefined || faultCount > 0) return { ...answer, applied: false };
  if (apply !== plan.mark) throw conflict();
  await deps.database.transaction(async (queries) => {
    const editor = { at: deps.now(), by };
    // Each row takes the place of the very revision that it was compared with.
    const written = await putRows(queries, plan.changes.map(({ row }) => row), editor);
    if (written !== plan.changes.length) throw conflict();
    await addHistory(
      queries,
      plan.changes.map(({ row, changes }) => ({ item: row.item, action: changes === null ? 'added' : 'changed', changes })),
      editor,
    );
  });
  return { ...answer, applied: true };
}

function conflict(): CountyError {
  return new CountyError('changed-meanwhile', 409, 'The information has changed since this table was looked at.');
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import type { FieldChange } from './item-changes.ts';
import type { ItemRow } from './item-text.ts';
import type { HistoryAction } from './tables.ts';

/** Rows that go to the database in one statement; between two of them other requests have their turn. */
const AT_ONCE = 500;

/** Who changes something, and when. */
export interface Editor {
  readonly at: Date;
  readonly by: string;
}

/** An entry of an item's history. */
export interface HistoryEntry {
  readonly item: string;
  readonly action: HistoryAction;
  readonly changes: readonly FieldChange[] | null;
}

/**
 * Writes drafts. A row takes the place of the one with the revision before its own, or of none; returns how many did: fewer
 * than were given when somebody else was faster.
 */
export async function putRows(queries: Queries, rows: readonly ItemRow[], { at, by }: Editor): Promise<number> {
  let written = 0n;
  for (const some of slices(rows)) {
    const { numAffectedRows = 0n } = await sql`
      insert into information_items (item, kind, match, title, day, expires, search, content, hash, revision, changed_at, changed_by)
      select r.*, ${at}::timestamptz, ${by}
      from json_to_recordset(${JSON.stringify(some)}::json) as r (
        item text, kind text, match text, title text, day date, expires date, search text, content text, hash text, revision integer)
      on conflict (item) do update set
        kind = excluded.kind, match = excluded.match, title = excluded.title, day = excluded.day, expires = excluded.expires, search = excluded.search,
        content = excluded.content, hash = excluded.hash, revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
        removed_at = null
      where information_items.revision = excluded.revision - 1`.execute(queries);
    written += numAffectedRows;
    await nextTurn();
  }
  return Number(written);
}

export async function addHistory(queries: Queries, entries: readonly HistoryEntry[], { at, by }: Editor): Promise<void> {
  for (const some of slices(entries)) {
    await sql`
      insert into information_history (item, at, by, action, changes)
      select r.item, ${at}::timestamptz, ${by}, r.action, r.changes
      from json_to_recordset(${JSON.stringify(some)}::json) as r (item text, action text, changes jsonb)`.execute(queries);
    await nextTurn();
  }
}

/** In runs of a size that one statement takes well. */
export function* slices<T>(all: readonly T[], size = AT_ONCE): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

import type { InformationItem } from '../../contract/information/item.ts';
import type { Queries } from '../database/database.ts';
import { changesBetween } from './item-changes.ts';
import { addHistory, putRows, slices } from './item-rows.ts';
import type { Editor, HistoryEntry } from './item-rows.ts';
import { itemText, rowOf } from './item-text.ts';
import type { ItemRow } from './item-text.ts';
import { storedItem } from './stored-item.ts';

/** Makes these items the drafts: others are removed, those that are the same stay untouched. They come from the schema. */
export async function replaceAll(queries: Queries, items: readonly InformationItem[], editor: Editor): Promise<void> {
  const before = await queries.selectFrom('information_items').select(['item', 'hash', 'revision', 'removed_at']).execute();
  const known = new Map(before.map((row) => [row.item, row]));
  const rows: ItemRow[] = [];
  const changed: InformationItem[] = [];
  const entries: HistoryEntry[] = [];
  for (const item of items) {
    const text = itemText(item);
    const row = known.get(item.id);
    known.delete(item.id);
    if (row?.hash === text.hash && row.removed_at === null) continue;
    rows.push(rowOf(text, (row?.revision ?? 0) + 1));
    if (row === undefined) entries.push({ item: item.id, action: 'added', changes: null });
    else changed.push(item);
  }
  for (const some of slices(changed)) {
    const stored = await queries
      .selectFrom('information_items')
      .select(['item', 'content'])
      .where('item', 'in', some.map(({ id }) => id))
      .execute();
    const contents = new Map(stored.map(({ item, content }) => [item, content]));
    for (const item of some) entries.push({ item: item.id, action: 'changed', changes: changesBetween(storedItem(contents.get(item.id) ?? ''), item) });
  }
  await putRows(queries, rows, editor);
  const gone = [...known.values()].filter(({ removed_at }) => removed_at === null).map(({ item }) => item);
  for (const some of slices(gone)) {
    await queries
      .updateTable('information_items')
      .set((set) => ({ removed_at: editor.at, changed_at: editor.at, changed_by: editor.by, revision: set('revision', '+', 1) }))
      .where('item', 'in', some)
      .execute();
  }
  entries.push(...gone.map((item) => ({ item, action: 'removed' as const, changes: null })));
  await addHistory(queries, entries, editor);
}

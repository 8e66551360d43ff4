import { sql } from 'kysely';
import type { SqlBool } from 'kysely';
import type { InformationItem } from '../../contract/information/item.ts';
import type { Queries } from '../database/database.ts';
import { CountyError } from '../errors.ts';
import { changesBetween } from './item-changes.ts';
import { addHistory, putRows } from './item-rows.ts';
import type { Editor } from './item-rows.ts';
import { itemText, plainForm, rowOf } from './item-text.ts';
import type { ItemAnswer, ItemsAnswer, ItemsQuery } from './schemas.ts';
import { storedItem } from './stored-item.ts';

const MOST_HISTORY = 100;

/** Items as staff have them, newest day first. `today`: a day. */
export async function listItems(queries: Queries, { kind, q, state, limit, offset }: ItemsQuery, today: string): Promise<ItemsAnswer> {
  const words = (q ?? '').split(/\s+/u).map(plainForm).filter((word) => word !== '');
  const wanted = queries
    .selectFrom('information_items')
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'contact'))
    .where((where) => where.and(words.map((word) => sql<SqlBool>`search like ${`%${word}%`}`)))
    .$if(state === 'removed', (query) => query.where('removed_at', 'is not', null))
    .$if(state === 'all' || state === 'expired', (query) => query.where('removed_at', 'is', null))
    .$if(state === 'pending', (query) => query.where('pending', 'is not', null))
    .$if(state === 'expired', (query) => query.where('expires', '<', today));
  const rows = await wanted
    .select(['item', 'kind', 'title', 'day', 'expires', 'pending', 'removed_at', 'changed_at', 'changed_by'])
    .orderBy('day', 'desc')
    .orderBy('item')
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await wanted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const { pending } = await queries.selectFrom('information_items').select(({ fn }) => fn.countAll<number>().as('pending')).where('pending', 'is not', null).executeTakeFirstOrThrow();
  return {
    items: rows.map((row) => ({
      ...{ id: row.item, kind: row.kind, title: row.title, day: row.day, expires: row.expires, pending: row.pending },
      expired: row.expires !== null && row.expires < today,
      removed: row.removed_at !== null,
      ...{ changedAt: row.changed_at.toISOString(), changedBy: row.changed_by },
    })),
    ...{ total, pending },
  };
}

/** Throws CountyError `not-found`. */
export async function findItem(queries: Queries, id: string): Promise<ItemAnswer> {
  const row = await readRow(queries, id);
  const history = await queries
    .selectFrom('information_history')
    .select(['at', 'by', 'action', 'changes'])
    .where('item', '=', id)
    .orderBy('entry', 'desc')
    .limit(MOST_HISTORY)
    .execute();
  return {
    item: storedItem(row.content),
    ...{ revision: row.revision, removed: row.removed_at !== null, pending: row.pending },
    history: history.map(({ at, by, action, changes }) => ({ at: at.toISOString(), by, action, changes: changes === null ? null : [...changes] })),
  };
}

/** Writes the draft of an item; `revision` is the one that was read, 0 for a new item. Throws CountyError `changed-meanwhile`, `bad-request`. */
export async function saveItem(queries: Queries, item: InformationItem, revision: number, editor: Editor): Promise<void> {
  const before = await queries.selectFrom('information_items').select(['content', 'hash', 'revision', 'removed_at']).where('item', '=', item.id).executeTakeFirst();
  if ((before?.revision ?? 0) !== revision) throw conflict();
  const text = itemText(item);
  const stored = before === undefined ? null : storedItem(before.content);
  if (stored !== null && stored.kind !== item.kind) throw new CountyError('bad-request', 400, `${item.id} is of the kind ${stored.kind}.`);
  if (before?.hash === text.hash && before.removed_at === null) return;
  if ((await putRows(queries, [rowOf(text, revision + 1)], editor)) !== 1) throw conflict();
  await addHistory(queries, [{ item: item.id, action: stored === null ? 'added' : 'changed', changes: stored === null ? null : changesBetween(stored, item) }], editor);
}

/** Takes an item out of the drafts; it can be brought back. */
export async function removeItem(queries: Queries, id: string, revision: number, editor: Editor): Promise<void> {
  await move(queries, id, revision, editor, 'removed', { removed_at: editor.at });
}

export async function restoreItem(queries: Queries, id: string, revision: number, editor: Editor): Promise<void> {
  await move(queries, id, revision, editor, 'restored', { removed_at: null });
}

/** Gives the draft up: the item is again as terminals have it. Throws CountyError `bad-request` for one that they do not have. */
export async function revertItem(queries: Queries, id: string, revision: number, editor: Editor): Promise<void> {
  const row = await readRow(queries, id);
  if (row.revision !== revision) throw conflict();
  if (row.published === null) throw new CountyError('bad-request', 400, 'This item was not published: there is nothing to go back to. Remove it instead.');
  const published = storedItem(row.published);
  if ((await putRows(queries, [rowOf(itemText(published), revision + 1)], editor)) !== 1) throw conflict();
  await addHistory(queries, [{ item: id, action: 'reverted', changes: changesBetween(storedItem(row.content), published) }], editor);
}

async function move(queries: Queries, id: string, revision: number, { at, by }: Editor, action: 'removed' | 'restored', set: { removed_at: Date | null }): Promise<void> {
  await readRow(queries, id);
  const { numUpdatedRows } = await queries
    .updateTable('information_items')
    .set({ ...set, changed_at: at, changed_by: by, revision: revision + 1 })
    .where('item', '=', id)
    .where('revision', '=', revision)
    .where('removed_at', action === 'removed' ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw conflict();
  await addHistory(queries, [{ item: id, action, changes: null }], { at, by });
}

async function readRow(queries: Queries, id: string) {
  const row = await queries
    .selectFrom('information_items')
    .select(['content', 'revision', 'removed_at', 'pending', 'published'])
    .where('item', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new CountyError('not-found', 404, 'There is no such item.');
  return row;
}

function conflict(): CountyError {
  return new CountyError('changed-meanwhile', 409, 'Somebody else has changed this item meanwhile.');
}

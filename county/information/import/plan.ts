import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InformationItem, InformationKind, Picture } from '../../../contract/information/item.ts';
import type { Queries } from '../../database/database.ts';
import { changesBetween } from '../item-changes.ts';
import type { FieldChange } from '../item-changes.ts';
import { slices } from '../item-rows.ts';
import { fieldsOf, itemOf, mergedPoints } from '../fields.ts';
import { itemText, matchKey, rowOf } from '../item-text.ts';
import type { ItemRow } from '../item-text.ts';
import { findPictures } from '../pictures.ts';
import type { StoredPicture } from '../pictures.ts';
import { storedItem } from '../stored-item.ts';
import { columnsOf } from './columns.ts';
import { Faults, shown, tableFault } from './fault.ts';
import type { TableFault } from './fault.ts';
import type { TableRecord } from './table.ts';

const MAX_ITEMS = 100_000;
/** Records that are worked on before other requests have their turn. */
const AT_ONCE = 200;

/** One item that a file adds or changes. */
export interface PlannedChange {
  readonly row: ItemRow;
  readonly title: string;
  readonly pending: 'added' | 'changed';
  readonly changes: readonly FieldChange[] | null;
  /** Row of the file. */
  readonly at: number;
}

/** What a file would do to the drafts as they are now. */
export interface ImportPlan {
  readonly changes: readonly PlannedChange[];
  readonly unchanged: number;
  /** The same for the same changes to the same drafts. */
  readonly mark: string;
  readonly faults: readonly TableFault[];
  readonly faultCount: number;
  readonly notes: readonly TableFault[];
}

interface Known {
  readonly item: InformationItem;
  readonly hash: string;
  readonly revision: number;
  readonly removed: boolean;
}

const prefixes: Readonly<Record<InformationKind, string>> = { 'market-price': 'mp', 'supply-demand': 'sd', technique: 'te', policy: 'po', contact: 'co' };

/**
 * Compares what a file says with the drafts; changes nothing. `today`: the day of items that name none. `brought`: pictures that
 * come with the file, by their name.
 */
export async function planImport(
  queries: Queries,
  records: readonly TableRecord[],
  today: string,
  mostFaults: number,
  brought: ReadonlyMap<string, StoredPicture> = new Map(),
): Promise<ImportPlan> {
  const faults = new Faults(mostFaults);
  const notes: TableFault[] = [];
  const changes: PlannedChange[] = [];
  const taken = new Map<string, number>();
  let unchanged = 0;
  const digest = createHash('sha256');
  for (const some of slices(records, AT_ONCE)) {
    const known = await findKnown(queries, some);
    const pictures = new Map([...(await findPictures(queries, [...new Set(some.flatMap(pictureNames))])), ...brought]);
    for (const record of some) {
      const before = known.of(record);
      const made = make(record, before, pictures, today, faults);
      if (made === null) continue;
      const id = made.id;
      const other = taken.get(id);
      if (other !== undefined) {
        faults.add(tableFault('twice', { sheet: record.sheet, row: record.row, values: { other } }));
        continue;
      }
      taken.set(id, record.row);
      const text = itemText(made);
      if (before?.hash === text.hash && !before.removed) {
        unchanged += 1;
        continue;
      }
      const row = rowOf(text, (before?.revision ?? 0) + 1);
      digest.update(`${id} ${text.hash} ${row.revision}\n`);
      const stale = stalePrice(record, before?.item, made);
      if (stale !== null && notes.length < mostFaults) notes.push(tableFault('title-names-price', { sheet: record.sheet, row: record.row, values: { value: stale } }));
      const isNew = before === undefined || before.removed;
      changes.push({ row, title: made.title['zh-CN'], pending: isNew ? 'added' : 'changed', changes: before === undefined ? null : changesBetween(before.item, made), at: record.row });
    }
    await nextTurn();
  }
  const { items } = await queries.selectFrom('information_items').select(({ fn }) => fn.countAll<number>().as('items')).where('removed_at', 'is', null).executeTakeFirstOrThrow();
  const after = items + changes.filter(({ pending }) => pending === 'added').length;
  if (after > MAX_ITEMS) faults.add(tableFault('too-many-items', { values: { items: after, most: MAX_ITEMS } }));
  return { changes, unchanged, mark: digest.digest('hex'), faults: faults.told, faultCount: faults.count, notes };
}

/** The items that these records are about: by id, else by what they are known by. */
async function findKnown(queries: Queries, records: readonly TableRecord[]): Promise<{ readonly of: (record: TableRecord) => Known | undefined }> {
  const matches = new Map(records.map((record) => [record, matchOfRecord(record)]));
  const ids = records.flatMap(({ fields }) => (fields.id === undefined || fields.id === '' ? [] : [fields.id]));
  const rows = await queries
    .selectFrom('information_items')
    .select(['item', 'match', 'content', 'hash', 'revision', 'removed_at'])
    .where((where) => where.or([where('item', 'in', ['', ...ids, ...[...matches].map(([{ kind }, match]) => idOf(kind, match))]), where('match', 'in', ['', ...matches.values()])]))
    // Of several that are known by the same, the one that is there, and was there first.
    .orderBy('removed_at', (order) => order.asc().nullsFirst())
    .orderBy('item')
    .execute();
  const [byId, byMatch] = [new Map<string, (typeof rows)[number]>(), new Map<string, (typeof rows)[number]>()];
  for (const row of rows) {
    byId.set(row.item, row);
    if (!byMatch.has(row.match)) byMatch.set(row.match, row);
  }
  return {
    of: (record) => {
      const { id = '' } = record.fields;
      const match = matches.get(record) ?? '';
      const row = id === '' ? (byMatch.get(match) ?? byId.get(idOf(record.kind, match))) : byId.get(id);
      return row === undefined ? undefined : { item: storedItem(row.content), hash: row.hash, revision: row.revision, removed: row.removed_at !== null };
    },
  };
}

function make(record: TableRecord, before: Known | undefined, pictures: ReadonlyMap<string, StoredPicture>, today: string, faults: Faults): InformationItem | null {
  const { kind, sheet, row, headings } = record;
  const heading = (key: string): string => headings[key] ?? columnsOf[kind].find((column) => column.key === key)?.zh ?? key;
  if (before !== undefined && before.item.kind !== kind) {
    faults.add(tableFault('kind-differs', { sheet, row, column: heading('id'), values: { id: before.item.id } }));
    return null;
  }
  const points = pointsOf(record, before, faults, heading);
  const shownPictures = picturesOf(record, before, pictures, faults, heading);
  if (points === null || shownPictures === null) return null;
  // A column that the file does not have leaves what is there; an empty cell of one that it has does not.
  const fields = { ...(before === undefined ? {} : fieldsOf(before.item)), ...record.fields };
  const id = fields.id === undefined || fields.id === '' ? (before?.item.id ?? idOf(kind, matchOfRecord(record))) : fields.id;
  const lacking = columnsOf[kind].filter(({ key, required }) => required && key !== 'date' && key !== 'price' && (fields[key] ?? '') === '');
  for (const { key } of lacking) faults.add(tableFault('value-missing', { sheet, row, column: heading(key) }));
  if (lacking.length > 0) return null;
  const made = itemOf(fields, { kind, id, points, pictures: shownPictures, today });
  if ('item' in made) return made.item;
  faults.add(tableFault(made.missing ? 'value-missing' : 'value-wrong', { sheet, row, column: heading(made.wrong), values: made.missing ? {} : { value: shown(fields[made.wrong] ?? '') } }));
  return null;
}

function pointsOf(record: TableRecord, before: Known | undefined, faults: Faults, heading: (key: string) => string) {
  if (record.kind !== 'market-price') return [];
  const seen = new Map<string, number>();
  for (const { date, price, row } of record.points) {
    const other = seen.get(date);
    const differs = other !== undefined && record.points.some((point) => point.row === other && point.price !== price);
    if (differs) faults.add(tableFault('date-twice', { sheet: record.sheet, row, column: heading('price'), values: { date, other } }));
    if (differs) return null;
    seen.set(date, row);
  }
  const known = before?.item.kind === 'market-price' ? before.item.series : [];
  return mergedPoints(known, record.points.map(({ date, price }) => ({ date, price })));
}

function pictureNames({ fields }: TableRecord): readonly string[] {
  return (fields.pictures ?? '').split('\n').flatMap((line) => (line === '' ? [] : [nameOf(line)]));
}

function nameOf(line: string): string {
  return line.replace(/^\d{1,2}\s*=\s*/, '');
}

/** Null when there is a fault. Without numbers, the pictures show the steps in order. */
function picturesOf(record: TableRecord, before: Known | undefined, stored: ReadonlyMap<string, StoredPicture>, faults: Faults, heading: (key: string) => string): readonly Picture[] | null {
  const known = before?.item.kind === 'technique' ? (before.item.pictures ?? []) : [];
  if (record.fields.pictures === undefined) return known;
  const lines = record.fields.pictures.split('\n').filter((line) => line !== '');
  const numbered = lines.some((line) => /^\d{1,2}\s*=/.test(line));
  const found: Picture[] = [];
  for (const [at, line] of lines.entries()) {
    const name = nameOf(line);
    const picture = stored.get(name) ?? known.find(({ sha256 }) => sha256 === name);
    if (picture === undefined) {
      faults.add(tableFault('picture-unknown', { sheet: record.sheet, row: record.row, column: heading('pictures'), values: { value: shown(name) } }));
      return null;
    }
    const step = numbered || lines.length === 1 ? Number(/^(\d{1,2})\s*=/.exec(line)?.[1] ?? 0) : at + 1;
    if (!found.some((other) => other.step === step)) found.push({ step, sha256: picture.sha256, bytes: picture.bytes, mime: picture.mime });
  }
  return found;
}

function idOf(kind: InformationKind, match: string): string {
  return `${prefixes[kind]}-${match}`;
}

function matchOfRecord({ kind, fields }: TableRecord): string {
  const known = { 'market-price': ['product', 'market', 'unit'], 'supply-demand': ['direction', 'title', 'phone'], technique: ['title'], policy: ['title'], contact: ['title'] }[kind];
  return matchKey(kind, known.map((key) => fields[key] ?? ''));
}

/** The old price that the words of an item still name after a newer one has come, where the file brings no new words. */
function stalePrice({ fields }: TableRecord, before: InformationItem | undefined, after: InformationItem): string | null {
  if (before?.kind !== 'market-price' || after.kind !== 'market-price' || before.price === after.price || fields.title !== undefined) return null;
  const old = String(before.price);
  return `${after.title['zh-CN']}\n${after.body['zh-CN']}`.includes(old) ? old : null;
}

import { informationKinds } from '../../../contract/information/item.ts';
import type { InformationKind } from '../../../contract/information/item.ts';
import { plainForm } from '../item-text.ts';
import { readCell, textOf } from './cells.ts';
import type { Cell } from './cells.ts';
import { columnsOf, explanationSheets, headingForm, headingsOf } from './columns.ts';
import type { Column } from './columns.ts';
import { readCsvTable } from './csv.ts';
import { decodeText } from './encoding.ts';
import { Faults, shown, tableFault } from './fault.ts';
import type { TableFault } from './fault.ts';
import type { Table, TablePoint, TableRecord, TableRow } from './table.ts';
import { readWorkbook } from './workbook.ts';

export interface TableLimits {
  readonly rows: number;
  readonly columns: number;
  readonly sheets: number;
  /** Of a workbook, unpacked. */
  readonly bytes: number;
  readonly faults: number;
}

export const tableLimits: TableLimits = { rows: 200_000, columns: 200, sheets: 50, bytes: 160 * 1024 ** 2, faults: 200 };

/** What a file says, or what is wrong with it. Nothing may be taken from a file with a fault. */
export interface ReadTable {
  readonly records: readonly TableRecord[];
  readonly rows: number;
  readonly faults: readonly TableFault[];
  /** More than are in the list, where there are many. */
  readonly faultCount: number;
  readonly notes: readonly TableFault[];
}

const unreadable: ReadonlySet<TableFault['code']> = new Set(['too-many-rows', 'too-many-columns', 'quote-open']);
/** How far down a heading is looked for: above it may stand a title of the table. */
const HEADING_WITHIN = 10;
/** A row is headings when so many of its cells are names of columns. */
const FEWEST_HEADINGS = 2;

/** Reads a CSV file or an Excel workbook; `kind` null: what the headings say. */
export async function readTable(bytes: Buffer, kind: InformationKind | null, limits: TableLimits = tableLimits): Promise<ReadTable> {
  const faults = new Faults(limits.faults);
  const notes: TableFault[] = [];
  const tables = await tablesOf(bytes, limits, faults);
  // Of a table that is too large, or whose cells cannot be told apart, the rows would only be wrong in many ways.
  if (faults.told.some(({ code }) => unreadable.has(code))) return { records: [], rows: 0, faults: faults.told, faultCount: faults.count, notes };
  const records: TableRecord[] = [];
  let rows = 0;
  const read = tables.map((table) => ({ table, head: headOf(table, kind) }));
  for (const { table, head } of read) {
    if (head !== null) {
      rows += readRows(table, head, records, faults, notes);
      continue;
    }
    if (table.rows.length === 0 || explanationSheets.some((name) => name === table.sheet)) continue;
    if (read.some((other) => other.head !== null)) notes.push(tableFault('sheet-ignored', { sheet: table.sheet }));
    else faults.add(tableFault('no-heading', { sheet: table.sheet, row: table.rows[0]?.row ?? null }));
  }
  if (faults.count === 0 && rows === 0) faults.add(tableFault(tables.every((table) => table.rows.length === 0) ? 'empty' : 'no-rows'));
  return { records: faults.count > 0 ? [] : joined(records), rows, faults: faults.told, faultCount: faults.count, notes: notes.slice(0, limits.faults) };
}

async function tablesOf(bytes: Buffer, limits: TableLimits, faults: Faults): Promise<readonly Table[]> {
  if (bytes.length === 0) return [];
  if (bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) {
    // The old container holds old tables, and new ones with a password.
    faults.add(tableFault(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'locked-workbook' : 'old-excel'));
    return [];
  }
  if (bytes.toString('latin1', 0, 2) === 'PK') {
    const { tables, faults: found } = await readWorkbook(bytes, limits);
    for (const one of found) faults.add(one);
    return tables;
  }
  const decoded = decodeText(bytes);
  if ('fault' in decoded) {
    faults.add(tableFault(decoded.fault, { values: { ...decoded.values } }));
    return [];
  }
  if (decoded.text.slice(0, 2000).includes('\0')) {
    faults.add(tableFault('no-table'));
    return [];
  }
  const { table, faults: found } = readCsvTable(decoded.text, limits);
  for (const one of found) faults.add(one);
  return [table];
}

interface Head {
  readonly kind: InformationKind;
  readonly row: TableRow;
  /** By their place in the row; null for one that is not known. */
  readonly columns: readonly (Column | null)[];
}

/** The row of headings, and the kind whose columns they are. */
function headOf({ rows }: Table, kind: InformationKind | null): Head | null {
  const kinds = kind === null ? informationKinds : [kind];
  const heads = rows.slice(0, HEADING_WITHIN).flatMap((row) =>
    kinds.map((one) => {
      const columns = row.cells.map((cell) => columnOf(one, textOf(cell)));
      const known = columns.flatMap((column) => column ?? []);
      // What only this kind has tells it from the others.
      const own = known.filter(({ key }) => informationKinds.every((other) => other === one || !columnsOf[other].some((column) => column.key === key)));
      const lacking = columnsOf[one].filter((column) => column.required && !known.some(({ key }) => key === column.key)).length;
      return { kind: one, row, columns, score: known.length < FEWEST_HEADINGS ? -1 : known.length + 4 * own.length - lacking };
    }),
  );
  const best = heads.sort((a, b) => b.score - a.score || a.row.row - b.row.row)[0];
  return best === undefined || best.score < 0 ? null : best;
}

function columnOf(kind: InformationKind, heading: string): Column | null {
  const form = headingForm(heading);
  return form === '' ? null : (columnsOf[kind].find((column) => headingsOf(column).includes(form)) ?? null);
}

function readRows({ sheet, rows }: Table, { kind, row: headRow, columns }: Head, records: TableRecord[], faults: Faults, notes: TableFault[]): number {
  const headings = headRow.cells.map(textOf);
  const seen = new Set<string>();
  for (const [at, column] of columns.entries()) {
    const heading = headings[at] ?? '';
    if (column === null) {
      if (heading !== '') notes.push(tableFault('column-unknown', { sheet, row: headRow.row, values: { column: shown(heading) } }));
    } else if (seen.has(column.key)) faults.add(tableFault('heading-twice', { sheet, row: headRow.row, column: heading }));
    else seen.add(column.key);
  }
  const named = Object.fromEntries(columns.flatMap((column, at) => (column === null ? [] : [[column.key, headings[at] ?? column.zh]])));
  const body = rows.filter(({ row }) => row > headRow.row);
  for (const { row, cells } of body) {
    if (cells.slice(columns.length).some((cell) => textOf(cell) !== '')) faults.add(tableFault('cells-surplus', { sheet, row }));
    const fields: Record<string, string> = {};
    let sound = true;
    for (const [at, column] of columns.entries()) {
      if (column === null) continue;
      const cell: Cell = cells[at] ?? null;
      const read = readCell(column, cell);
      if ('value' in read) {
        fields[column.key] = read.value;
        if (!column.required || read.value !== '') continue;
        sound = false;
        faults.add(tableFault('value-missing', { sheet, row, column: named[column.key] ?? column.zh }));
      } else {
        sound = false;
        faults.add(tableFault(read.fault, { sheet, row, column: named[column.key] ?? column.zh, values: { ...read.values } }));
      }
    }
    if (!sound) continue;
    if (kind === 'market-price') {
      // Of columns that the table does not have at all.
      for (const { key, zh } of columnsOf[kind]) {
        if ((key !== 'date' && key !== 'price') || fields[key] !== undefined) continue;
        sound = false;
        faults.add(tableFault('value-missing', { sheet, row, column: zh }));
      }
    }
    // Faults are told without what is right beside them.
    if (!sound || faults.count > 0) continue;
    const points = kind === 'market-price' ? [{ date: fields.date ?? '', price: Number(fields.price), row }] : [];
    records.push({ kind, sheet, row, fields, headings: named, points });
  }
  return body.length;
}

/** Rows about the same series of prices become one record. */
function joined(records: readonly TableRecord[]): readonly TableRecord[] {
  const all: TableRecord[] = [];
  const series = new Map<string, { at: number; points: TablePoint[] }>();
  for (const record of records) {
    if (record.kind !== 'market-price') {
      all.push(record);
      continue;
    }
    const { id = '', product = '', market = '', unit = '' } = record.fields;
    const key = id === '' ? [product, market, unit].map(plainForm).join('\n') : `id ${id}`;
    const known = series.get(key);
    if (known === undefined) {
      const points = [...record.points];
      series.set(key, { at: all.length, points });
      all.push({ ...record, points });
    } else {
      known.points.push(...record.points);
      // What a later row says of the item itself holds.
      const before = all[known.at];
      if (before !== undefined) all[known.at] = { ...before, fields: { ...before.fields, ...record.fields } };
    }
  }
  return all;
}

import readXlsxFile, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/universal';
import type { Cell } from './cells.ts';
import { shown, tableFault } from './fault.ts';
import type { TableFault } from './fault.ts';
import type { Table } from './table.ts';
import { storedZip, unpackZip, ZipError } from './zip.ts';

export interface WorkbookLimits {
  readonly sheets: number;
  readonly rows: number;
  readonly columns: number;
  /** Of all its parts together, unpacked. */
  readonly bytes: number;
}

interface ReadWorkbook {
  readonly tables: readonly Table[];
  readonly faults: readonly TableFault[];
}

const MB = 1024 ** 2;
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;

/**
 * The sheets of an Excel workbook with the values that its formulas had when it was saved; nothing is computed. The archive is
 * unpacked here, within the limits, and looked through for what would make the reader ask for memory without end; only then
 * is the reader given it.
 */
export async function readWorkbook(bytes: Buffer, limits: WorkbookLimits): Promise<ReadWorkbook> {
  let parts: ReadonlyMap<string, Buffer>;
  try {
    // Pictures, macros and embedded files are not even unpacked.
    parts = unpackZip(bytes, (name) => /\.(?:xml|rels)$/.test(name) && !/^(?:docProps|customXml|xl\/(?:drawings|charts|media|embeddings|theme|comments|pivot\w*|calcChain))/.test(name), limits.bytes);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const codes = { broken: 'broken-workbook', locked: 'locked-workbook', 'too-large': 'workbook-too-large' } as const;
    return refused(tableFault(codes[error.fault], { values: { most: limits.bytes / MB } }));
  }
  if (!parts.has('xl/workbook.xml')) return refused(tableFault(parts.has('EncryptionInfo') ? 'locked-workbook' : 'no-table'));
  const sheets = [...parts.keys()].filter((name) => SHEET.test(name));
  if (sheets.length > limits.sheets) return refused(tableFault('too-many-sheets', { values: { most: limits.sheets } }));
  const found: { readonly row: number; readonly column: string; readonly fault: 'formula-empty' | 'cell-error'; readonly value: string }[] = [];
  for (const [name, part] of parts) {
    const xml = part.toString('latin1');
    // Entities are the other way to make much out of little.
    if (/<!DOCTYPE/i.test(xml.slice(0, 4096)) || part.subarray(0, 2).readUInt16LE(0) === 0xfeff) return refused(tableFault('broken-workbook'));
    if (!SHEET.test(name)) continue;
    const extent = extentOf(xml, limits);
    if (extent !== null) return refused(tableFault(extent, { values: { most: extent === 'too-many-rows' ? limits.rows : limits.columns } }));
    found.push(...cellFaults(part));
  }
  try {
    const archive = storedZip(parts);
    const read = await readXlsxFile(new Blob([new Uint8Array(archive.buffer as ArrayBuffer, archive.byteOffset, archive.length)]), { trim: false });
    const tables = read.map(({ sheet, data }) => ({
      sheet: read.length === 1 ? null : sheet,
      rows: data.map((cells, at) => ({ row: at + 1, cells: cells.map(cellOf) })).filter(({ cells }) => cells.some((cell) => cell !== null && cell !== '')),
    }));
    return { tables, faults: found.map(({ row, column, fault, value }) => tableFault(fault, { row, column, values: { value } })) };
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError) return refused(tableFault('broken-workbook'));
    throw error;
  }
}

function cellOf(value: unknown): Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Date ? value : null;
}

function refused(fault: TableFault): ReadWorkbook {
  return { tables: [], faults: [fault] };
}

/** A sheet that reaches too far; one cell in the last corner costs as much memory as all before it. */
function extentOf(xml: string, limits: WorkbookLimits): 'too-many-rows' | 'too-many-columns' | null {
  let rows = 0;
  for (const [, number] of xml.matchAll(/<(?:\w+:)?row\b(?:[^>]*?\br="(\d{1,9})")?/g)) {
    rows += 1;
    if (rows > limits.rows || Number(number ?? 0) > limits.rows) return 'too-many-rows';
  }
  for (const [, letters = '', number = ''] of xml.matchAll(/<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,8})(\d{1,9})"/g)) {
    if (columnNumber(letters) > limits.columns) return 'too-many-columns';
    if (Number(number) > limits.rows) return 'too-many-rows';
  }
  return null;
}

/** Cells without a value that can be read: formulas that were never computed, and those that came to an error. */
function cellFaults(part: Buffer) {
  const xml = part.toString('utf8');
  return [...xml.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].flatMap(([, attributes = '', inside = '']) => {
    const isError = /\bt="e"/.test(attributes);
    const isEmpty = /<f\b/.test(inside) && !/<v\b/.test(inside);
    if (!isError && !isEmpty) return [];
    const [, column = '?', row = '1'] = /\br="([A-Z]+)(\d+)"/.exec(attributes) ?? [];
    const value = shown(/<v\b[^>]*>(.*?)<\/v>/s.exec(inside)?.[1] ?? '');
    return [{ row: Number(row), column, fault: isError ? ('cell-error' as const) : ('formula-empty' as const), value }];
  });
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

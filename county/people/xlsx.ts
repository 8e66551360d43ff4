import { promisify } from 'node:util';
import { readSheet } from 'read-excel-file/node';
import type { SheetData } from 'read-excel-file/node';
import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { TableRow } from './roster-table.ts';
import { MAX_ROWS } from './roster-table.ts';
import { storedZip } from './stored-zip.ts';

/** Why a file is not read. */
export class SheetError extends Error {
  readonly code: 'not-xlsx' | 'too-large' | 'too-many-rows';

  constructor(code: SheetError['code'], options?: ErrorOptions) {
    super(code, options);
    this.name = 'SheetError';
    this.code = code;
  }
}

const MIB = 1024 ** 2;
const MAX_ENTRIES = 200;
/** Unpacked, of one part and of all: 5,000 members take less than one megabyte. */
const MAX_PART_BYTES = 16 * MIB;
const MAX_ALL_BYTES = 32 * MIB;
/** The last column that is looked at is far beyond what a roster has. */
const MAX_COLUMNS = 256;

/** True when the bytes begin as an XLSX file does (it is a ZIP archive). */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The rows of an XLSX file's first sheet, as texts. The archive is unpacked here, entry by entry and within limits, before any
 * other program sees it: what a small file says of itself, and what it unpacks to, are two things. Throws `SheetError`.
 */
export async function readXlsxRows(bytes: Uint8Array): Promise<readonly TableRow[]> {
  const parts = await unpack(bytes);
  for (const [name, part] of parts) if (/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) refuseFarCells(part);
  let rows: SheetData;
  try {
    rows = await readSheet(Buffer.from(storedZip(parts)), 1, { trim: true });
  } catch (error) {
    throw new SheetError('not-xlsx', { cause: error });
  }
  return rows
    .map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => textOf(cell)) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

async function unpack(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  let archive: ZipFile;
  try {
    archive = await promisify<Buffer, { lazyEntries: true; validateEntrySizes: true }, ZipFile>(fromBuffer)(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true });
  } catch (error) {
    throw new SheetError('not-xlsx', { cause: error });
  }
  if (archive.entryCount > MAX_ENTRIES) throw new SheetError('too-large');
  const parts = new Map<string, Buffer>();
  let total = 0;
  try {
    for await (const entry of entriesOf(archive)) {
      // Pictures and the like are not looked at.
      if (!/\.(?:xml|rels)$/i.test(entry.fileName)) continue;
      total += entry.uncompressedSize;
      if (entry.uncompressedSize > MAX_PART_BYTES || total > MAX_ALL_BYTES) throw new SheetError('too-large');
      parts.set(entry.fileName, await readEntry(archive, entry));
    }
  } catch (error) {
    throw error instanceof SheetError ? error : new SheetError('not-xlsx', { cause: error });
  }
  if (!parts.has('xl/workbook.xml')) throw new SheetError('not-xlsx');
  return parts;
}

async function* entriesOf(archive: ZipFile): AsyncGenerator<Entry> {
  for (let left = archive.entryCount; left > 0; left -= 1) {
    yield await new Promise<Entry>((resolve, reject) => {
      archive.once('entry', resolve).once('error', reject).once('end', () => reject(new Error('The archive ends before its directory says.')));
      archive.readEntry();
    });
    archive.removeAllListeners('entry').removeAllListeners('error').removeAllListeners('end');
  }
}

/** The bytes of one entry; one that unpacks to more than its directory says is refused as it grows. */
async function readEntry(archive: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    archive.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error)));
  });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A single cell far away would make a table of all the empty ones before it. */
function refuseFarCells(sheet: Buffer): void {
  for (const [, letters = '', digits = ''] of sheet.toString('latin1').matchAll(/\br\s*=\s*["'](?:([A-Z]{1,8}))?([0-9]{1,15})["']/gi)) {
    if (Number(digits) > MAX_ROWS || columnNumber(letters) > MAX_COLUMNS) throw new SheetError('too-many-rows');
  }
  for (const [, letters = '', digits = ''] of sheet.toString('latin1').matchAll(/<dimension[^>]*\bref\s*=\s*["'](?:[A-Z0-9]+:)?([A-Z]{1,8})([0-9]{1,15})["']/gi)) {
    if (Number(digits) > MAX_ROWS || columnNumber(letters) > MAX_COLUMNS) throw new SheetError('too-many-rows');
  }
}

function columnNumber(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

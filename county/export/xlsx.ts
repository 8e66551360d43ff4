import writeXlsxFile from 'write-excel-file/node';
import type { SheetData } from 'write-excel-file/node';
import type { Cell, FileTable } from './table.ts';

const HEAD = { fontWeight: 'bold', backgroundColor: '#F1EADD', wrap: true, alignVertical: 'center', borderColor: '#B9A98D', borderStyle: 'thin' } as const;
const BODY = { alignVertical: 'top', wrap: true, borderColor: '#DDD2BF', borderStyle: 'thin' } as const;

/** An XLSX file with a sheet for each table. Texts are cells of text whatever they begin with, so that none becomes a formula. */
export async function xlsxOf(tables: readonly FileTable[]): Promise<Buffer> {
  return writeXlsxFile(
    tables.map((table) => ({
      data: sheetData(table),
      // What a sheet may be called: at most 31 characters, some signs not among them.
      sheet: table.sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
      columns: table.widths.map((width) => ({ width })),
      orientation: 'landscape' as const,
      stickyRowsCount: table.notes.length + 2,
    })),
  ).toBuffer();
}

function sheetData({ title, notes, heads, rows }: FileTable): SheetData {
  return [
    [{ type: String, value: clean(title), fontWeight: 'bold', fontSize: 14 }],
    ...notes.map((note) => [{ type: String, value: clean(note), textColor: '#574D3F' }]),
    heads.map((head) => ({ type: String, value: clean(head), ...HEAD })),
    ...rows.map((row) => row.map((cell) => bodyCell(cell))),
  ];
}

function bodyCell(value: Cell) {
  if (typeof value === 'number') return { type: Number, value, ...BODY };
  return { type: String, value: value === null ? '' : clean(value), ...BODY };
}

/** A cell holds at most 32,767 characters, and XML has no control characters. */
function clean(text: string): string {
  return Array.from(text, (character) => (isControl(character) ? ' ' : character)).join('').slice(0, 32_767);
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
}

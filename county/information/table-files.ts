import writeXlsxFile from 'write-excel-file/node';

/** A table to be saved: a row of headings, and rows of values. */
export interface TableFile {
  /** Of the sheet: at most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export const tableTypes = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/**
 * CSV as spreadsheets open it by a double click: UTF-8 with a mark, CRLF. A text that a spreadsheet would take for a formula
 * has an apostrophe before it, which is taken off again when it is imported; so has one that would lose its own then.
 */
export function csvFile({ rows }: TableFile): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An Excel workbook; every text is a text there, whatever it begins with. */
export async function xlsxFile(tables: readonly TableFile[]): Promise<Buffer> {
  return writeXlsxFile(
    tables.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((row, at) =>
        row.map((value) => {
          if (value === null || value === '') return null;
          if (typeof value === 'number') return { value, type: Number };
          return { value: value.slice(0, 32_000), type: String, ...(at === 0 ? { fontWeight: 'bold' as const } : {}), ...(value.includes('\n') ? { wrap: true } : {}) };
        }),
      ),
      columns: widths(rows),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
}

/** As wide as most of what stands in a column; Chinese characters are two wide. */
function widths(rows: TableFile['rows']): { width: number }[] {
  const [head = []] = rows;
  return head.map((_, at) => {
    const longest = Math.max(...rows.slice(0, 200).map((row) => String(row[at] ?? '').replace(/[^\0-\x7f]/gu, 'xx').length));
    return { width: Math.min(Math.max(longest + 2, 8), 50) };
  });
}

/** `attachment` with a name that every browser takes. */
export function attachment(name: string): string {
  return `attachment; filename="${name.replace(/[^\w.-]+/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

import { tableFault } from './fault.ts';
import type { TableFault } from './fault.ts';
import type { Table, TableRow } from './table.ts';

/** Where reading ends, whatever follows. */
export interface CsvLimits {
  readonly rows: number;
  readonly columns: number;
}

/**
 * The rows of a CSV text as RFC 4180 has it, cells parted by commas, semicolons or tabs. What breaks it is named with the
 * line on which it begins; of an open quotation mark that is the end of reading.
 */
export function readCsvTable(text: string, limits: CsvLimits): { readonly table: Table; readonly faults: readonly TableFault[] } {
  const separator = separatorOf(text);
  const special = new RegExp(`["\\n${separator === '\t' ? '\\t' : separator}]`, 'g');
  const rows: TableRow[] = [];
  const faults: TableFault[] = [];
  let cells: string[] = [];
  let [at, line, begun] = [0, 1, 1];

  const endRow = (): boolean => {
    if (cells.length > limits.columns) faults.push(tableFault('too-many-columns', { row: begun, values: { most: limits.columns } }));
    else if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: begun, cells });
    cells = [];
    begun = line;
    if (rows.length <= limits.rows) return true;
    faults.push(tableFault('too-many-rows', { values: { most: limits.rows } }));
    return false;
  };

  while (at <= text.length) {
    if (text[at] === '"') {
      const quoted = readQuoted(text, at);
      if (quoted === null) {
        faults.push(tableFault('quote-open', { row: line }));
        break;
      }
      cells.push(quoted.cell);
      const opened = line;
      line += quoted.lines;
      at = quoted.end;
      const rest = /[^\S\n\t]*/y;
      rest.lastIndex = at;
      at += rest.exec(text)?.[0].length ?? 0;
      const next = text[at];
      if (next !== undefined && next !== separator && next !== '\n') {
        faults.push(tableFault('quote-stray', { row: opened }));
        // Goes on with the next line: a wrong cell should not hide the faults behind it.
        const end = text.indexOf('\n', at);
        at = end < 0 ? text.length : end;
        cells = [];
      }
    } else {
      special.lastIndex = at;
      let end = special.exec(text)?.index ?? text.length;
      while (text[end] === '"') end = special.exec(text)?.index ?? text.length; // Within a cell without quotation marks it is a sign like any other.
      cells.push(text[end - 1] === '\r' ? text.slice(at, end - 1) : text.slice(at, end));
      at = end;
    }
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    line += 1;
    if (!endRow() || at >= text.length) break;
    at += 1;
  }
  return { table: { sheet: null, rows }, faults };
}

/** The cell that begins with the quotation mark at `from`; null when it does not end. */
function readQuoted(text: string, from: number): { readonly cell: string; readonly end: number; readonly lines: number } | null {
  let close = text.indexOf('"', from + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return null;
  const raw = text.slice(from + 1, close);
  return { cell: raw.replaceAll('""', '"'), end: close + 1, lines: raw.split('\n').length - 1 };
}

/** The one that stands most often in the first line that holds any. */
function separatorOf(text: string): string {
  for (const line of text.slice(0, 20_000).split('\n')) {
    const counts = [',', '\t', ';'].map((separator) => [separator, line.split(separator).length] as const).sort((a, b) => b[1] - a[1]);
    const [first] = counts;
    if (first !== undefined && first[1] > 1) return first[0];
  }
  return ',';
}

import type { Language } from '../../contract/text.ts';

/** Words of pages and files, in every language. */
export type Words = Readonly<Record<Language, string>>;

export type Cell = string | number | null;

/** One column of a table, the same on the screen, in files and on paper. */
export interface Column<Row> {
  readonly id: string;
  readonly head: Words;
  /** A number is aligned and added up as one. */
  readonly cell: (row: Row, language: Language) => Cell;
  /** In characters. */
  readonly width: number;
}

/** A table as a file has it: a line of words above it, heads, and rows of cells. */
export interface FileTable {
  readonly sheet: string;
  readonly title: string;
  /** Lines below the title. */
  readonly notes: readonly string[];
  readonly heads: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
}

export function fileTable<Row>(
  { sheet, title, notes = [] }: { readonly sheet: string; readonly title: string; readonly notes?: readonly string[] },
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  language: Language,
): FileTable {
  return {
    ...{ sheet, title, notes },
    heads: columns.map(({ head }) => head[language]),
    widths: columns.map(({ width }) => width),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row, language))),
  };
}

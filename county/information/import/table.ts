import type { InformationKind } from '../../../contract/information/item.ts';
import type { Cell } from './cells.ts';

/** A row, by its number in the sheet, or by the line on which it begins in a text. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** Rows as they stand in a sheet or a CSV file, empty ones left out. */
export interface Table {
  /** Name of the sheet; null in a file that has none, or only one. */
  readonly sheet: string | null;
  readonly rows: readonly TableRow[];
}

/** A price of a series, and the row that it stands in. */
export interface TablePoint {
  readonly date: string;
  readonly price: number;
  readonly row: number;
}

/** What one item of a file says, as texts by the keys of the columns; of a series of prices, all rows together. */
export interface TableRecord {
  readonly kind: InformationKind;
  readonly sheet: string | null;
  readonly row: number;
  readonly fields: Readonly<Record<string, string>>;
  /** Headings by key, for faults that are found later. */
  readonly headings: Readonly<Record<string, string>>;
  readonly points: readonly TablePoint[];
}

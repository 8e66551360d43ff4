import { z } from 'zod';
import texts from '../texts/en.json';

/** Everything that can be wrong with a table of information, or that whoever brings it should know. */
export const tableFaultCodes = [
  'empty',
  'too-large',
  'encoding-unknown',
  'mojibake',
  'no-table',
  'old-excel',
  'broken-workbook',
  'locked-workbook',
  'workbook-too-large',
  'too-many-sheets',
  'too-many-rows',
  'too-many-columns',
  'took-too-long',
  'quote-open',
  'quote-stray',
  'no-heading',
  'heading-twice',
  'no-rows',
  'cells-surplus',
  'value-missing',
  'value-too-long',
  'value-wrong',
  'date-wrong',
  'price-wrong',
  'direction-wrong',
  'id-wrong',
  'phone-wrong',
  'too-many-values',
  'formula-empty',
  'cell-error',
  'picture-wrong',
  'picture-unknown',
  'kind-differs',
  'twice',
  'date-twice',
  'too-many-items',
  'column-unknown',
  'sheet-ignored',
  'title-names-price',
] as const;
export type TableFaultCode = (typeof tableFaultCodes)[number];

/** One fault, and where it is. `../texts/` has its words in each language. */
export const tableFaultSchema = z.strictObject({
  code: z.enum(tableFaultCodes),
  /** Of a workbook with several. */
  sheet: z.string().nullable(),
  /** Row of a sheet, or line of a CSV file, from 1. */
  row: z.int().positive().nullable(),
  /** The heading as the file has it; `C` where it has none. */
  column: z.string().nullable(),
  /** What the words need to know. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TableFault = z.infer<typeof tableFaultSchema>;

export function tableFault(code: TableFaultCode, rest: Partial<Omit<TableFault, 'code'>> = {}): TableFault {
  return { code, sheet: null, row: null, column: null, values: {}, ...rest };
}

/** The fault as one line for the command line. */
export function tableFaultLine({ code, sheet, row, column, values }: TableFault): string {
  const place = [sheet, row === null ? null : `row ${row}`, column].filter((one) => one !== null).join(', ');
  const text = texts[code].replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? ''));
  return place === '' ? text : `${place}: ${text}`;
}

/** Gathers faults: the first ones are kept, the others counted. */
export class Faults {
  readonly told: TableFault[] = [];
  count = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(fault: TableFault): void {
    this.count += 1;
    if (this.told.length < this.#most) this.told.push(fault);
  }
}

/** A value as a fault shows it: not longer than a line. */
export function shown(value: string): string {
  return value.length <= 40 ? value : `${value.slice(0, 40)}…`;
}

import { slugSchema } from '../../../contract/values.ts';
import type { CellKind, Column } from './columns.ts';
import { readDay } from './days.ts';
import { shown } from './fault.ts';
import type { TableFaultCode } from './fault.ts';

/** A cell as a table has it. A Date is a calendar day or a time, in UTC. */
export type Cell = string | number | boolean | Date | null;

export type ReadCell = { readonly value: string } | { readonly fault: TableFaultCode; readonly values: Readonly<Record<string, string | number>> };

/** Longest text that the contract takes; a line is shorter. */
const MAX_TEXT = 20_000;
const MAX_LINE = 300;
const MAX_WORD = 60;
const MOST_WORDS = 30;
const MOST_STEPS = 30;
const MAX_PRICE = 100_000_000;

const directions: Readonly<Record<string, 'supply' | 'demand'>> = {
  ...{ 供应: 'supply', 供: 'supply', 出售: 'supply', 销售: 'supply', 供给: 'supply', 转让: 'supply', supply: 'supply', sell: 'supply', offer: 'supply' },
  ...{ 求购: 'demand', 需求: 'demand', 求: 'demand', 收购: 'demand', 采购: 'demand', 购买: 'demand', demand: 'demand', buy: 'demand', wanted: 'demand' },
};

/** The value of a cell as text: a day as `2026-03-01`, a price as its digits, several as lines. Empty where the cell is. */
export function readCell({ cells }: Column, cell: Cell): ReadCell {
  const text = textOf(cell);
  if (text === '') return { value: '' };
  return readers[cells](text, cell);
}

/** What a cell says, in one form of line ends and without control characters. */
export function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number') return Number.isFinite(cell) ? plainNumber(cell) : '';
  const text = cell
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u200b\u200e\u200f\u2060\ufeff]/gu, (found) => (found === '\n' ? found : found === '\t' ? ' ' : ''))
    .trim();
  // What exports put before a text that a spreadsheet would take for a formula.
  return /^'+[=+\-@]/.test(text) ? text.slice(1) : text;
}

const readers: Readonly<Record<CellKind, (text: string, cell: Cell) => ReadCell>> = {
  line: (text) => upTo(text.replace(/\s*\n\s*/g, ' '), MAX_LINE),
  text: (text) => upTo(text, MAX_TEXT),
  slug: (text) => {
    const id = text.normalize('NFKC');
    return slugSchema.safeParse(id).success ? { value: id } : { fault: 'id-wrong', values: { value: shown(text) } };
  },
  day: (text, cell) => {
    const day = readDay(cell instanceof Date || typeof cell === 'number' ? cell : text);
    return day === null ? { fault: 'date-wrong', values: { value: shown(text) } } : { value: day };
  },
  price: (text) => {
    const digits = text
      .normalize('NFKC')
      .replace(/^(?:cny|rmb|[¥￥])\s*/i, '')
      .replace(/\s*元(?:\/\S{1,6})?$/u, '')
      .replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '');
    const price = /^\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : NaN;
    return price <= MAX_PRICE ? { value: plainNumber(price) } : { fault: 'price-wrong', values: { value: shown(text) } };
  },
  phone: (text) => {
    const number = text
      .normalize('NFKC')
      .replace(/[‐-―−]/gu, '-')
      .replace(/\s+/g, ' ');
    return /\d{3}/.test(number) && /^[\d\s+()\-,;/、转分机.x#*]{3,40}$/iu.test(number) ? { value: number } : { fault: 'phone-wrong', values: { value: shown(text) } };
  },
  list: (text) => {
    const words = [...new Set(text.split(/[;；、,，\n|]+/u).map((word) => word.trim()).filter((word) => word !== ''))];
    if (words.length > MOST_WORDS) return { fault: 'too-many-values', values: { most: MOST_WORDS } };
    return words.some((word) => word.length > MAX_WORD) ? { fault: 'value-too-long', values: { most: MAX_WORD } } : { value: words.join('\n') };
  },
  steps: (text) => {
    const steps = text
      .split('\n')
      // Whoever numbers steps by hand would have them numbered twice.
      .map((step) => step.trim().replace(/^(?:第?[一二三四五六七八九十]{1,3}[步、.．]|[（(]?\d{1,2}[)）、.．](?!\d))\s*[:：]?\s*/u, ''))
      .filter((step) => step !== '');
    return steps.length > MOST_STEPS ? { fault: 'too-many-values', values: { most: MOST_STEPS } } : upTo(steps.join('\n'), MAX_TEXT);
  },
  direction: (text) => {
    const direction = directions[text.normalize('NFKC').toLowerCase()];
    return direction === undefined ? { fault: 'direction-wrong', values: { value: shown(text) } } : { value: direction };
  },
  pictures: (text) => {
    const names = text.split(/[;；\n]+/u).map((name) => name.trim()).filter((name) => name !== '');
    const wrong = names.find((name) => !/^(?:\d{1,2}\s*=\s*)?[^=]+$/u.test(name) || Number(/^(\d+)\s*=/.exec(name)?.[1] ?? 0) > MOST_STEPS);
    return wrong === undefined ? { value: names.join('\n') } : { fault: 'picture-wrong', values: { value: shown(wrong) } };
  },
};

function upTo(value: string, most: number): ReadCell {
  return value.length > most ? { fault: 'value-too-long', values: { most } } : { value };
}

/** A number as a person writes it: a telephone number without `e+10`, a price without the last digits of a binary fraction. */
export function plainNumber(number: number): string {
  return Number.isInteger(number) && Math.abs(number) < 1e21 ? BigInt(number).toString() : String(Number(number.toPrecision(12)));
}

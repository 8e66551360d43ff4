const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet's dates, so that 1 March 1900 and later come out right. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
/** Spreadsheet days of 1954 to 2173: other numbers are no dates. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 99_999];
const [FIRST_YEAR, LAST_YEAR] = [1949, 2200];

/**
 * A day as a person or a spreadsheet writes it: `2026-3-1`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, a
 * spreadsheet's number, each also with a time behind it. Null for anything that is unclear, `3/1/2026` among it.
 */
export function readDay(value: string | number | Date): string | null {
  if (value instanceof Date) return dayOfMs(value.getTime());
  if (typeof value === 'number') return ofNumber(value);
  const text = value.normalize('NFKC').trim();
  if (/^\d+(?:\.\d+)?$/.test(text) && !/^\d{4}\.\d{1,2}$/.test(text)) return ofNumber(Number(text));
  const found = /^(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*(?:日|号)?(?:[T\s]+\d{1,2}(?::\d{1,2}){1,2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$/u.exec(text);
  return found === null ? null : ofParts(Number(found[1]), Number(found[2]), Number(found[3]));
}

function ofNumber(number: number): string | null {
  if (Number.isInteger(number) && number >= 19_490_101 && number <= 22_001_231) return ofParts(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100);
  return number >= FIRST_SERIAL && number <= LAST_SERIAL ? dayOfMs(SERIAL_ZERO + Math.floor(number) * DAY_MS) : null;
}

function ofParts(year: number, month: number, day: number): string | null {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dayOfMs(ms) : null;
}

function dayOfMs(ms: number): string | null {
  if (Number.isNaN(ms)) return null;
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  return year < FIRST_YEAR || year > LAST_YEAR ? null : date.toISOString().slice(0, 10);
}

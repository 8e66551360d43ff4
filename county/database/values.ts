/** Object ids of the PostgreSQL types that both drivers are taught to read alike. */
const INT8 = 20;
const DATE = 1082;
const INT8_ARRAY = 1016;

/** A 64-bit integer as a number where it fits exactly, else as a bigint. */
export function readInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** How a value's text is read, by object id. A day stays `2026-11-23`: as a Date it would move with the time zone. */
export const readers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: readInt8,
  [DATE]: (text) => text,
  [INT8_ARRAY]: (text) => text === '{}' ? [] : text.slice(1, -1).split(',').map((item) => (item === 'NULL' ? null : readInt8(item))),
};

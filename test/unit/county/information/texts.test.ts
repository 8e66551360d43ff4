import { expect, test } from 'vitest';
import { tableFaultCodes, tableFaultLine, tableFault } from '../../../../county/information/import/fault.ts';
import en from '../../../../county/information/texts/en.json';
import zhCN from '../../../../county/information/texts/zh-CN.json';

test('every fault of a table has its words in both languages, with the same values', () => {
  expect(Object.keys(en).sort()).toEqual([...tableFaultCodes].sort());
  expect(Object.keys(zhCN).sort()).toEqual([...tableFaultCodes].sort());
  const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
  for (const code of tableFaultCodes) expect([code, values(en[code])]).toEqual([code, values(zhCN[code])]);
});

test('a fault is one line that names its place', () => {
  expect(tableFaultLine(tableFault('date-wrong', { row: 3, column: '日期', values: { value: '3/1' } }))).toBe('row 3, 日期: “3/1” is not a date. Write it as 2026-3-1, 2026/3/1 or 2026年3月1日');
});

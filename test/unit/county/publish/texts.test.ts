import { expect, test } from 'vitest';
import { faultCodes } from '../../../../county/publish/fault.ts';
import en from '../../../../county/publish/texts/en.json';
import zhCN from '../../../../county/publish/texts/zh-CN.json';

test('every fault has words in both languages, which take the same values', () => {
  const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
  expect(Object.keys(zhCN).sort()).toEqual(['mend', ...faultCodes].sort());
  expect(Object.keys(en).sort()).toEqual(['mend', ...faultCodes].sort());
  for (const code of faultCodes) expect(values(en[code]), code).toEqual(values(zhCN[code]));
});

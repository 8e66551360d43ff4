import { inflateSync } from 'node:zlib';
import readXlsx from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../../county/export/csv.ts';
import { pdfOf } from '../../../../county/export/pdf.ts';
import { widthOf, wrap } from '../../../../county/export/pdf-text.ts';
import type { FileTable } from '../../../../county/export/table.ts';
import { xlsxOf } from '../../../../county/export/xlsx.ts';

const table: FileTable = {
  sheet: '月报: 东门村/10月',
  title: '东门村 月报',
  notes: ['说明'],
  heads: ['站点', '人次'],
  widths: [20, 10],
  rows: [['=HYPERLINK("http://a")', 12], ['+86 "a", b', null], ['-1', 3.5], ['@SUM(A1)', 0], ['石桥村\u0007', 7]],
};

describe('a table as a file', () => {
  test('is CSV in which texts stay texts', () => {
    expect(csvOf(table)).toBe('\uFEFF站点,人次\r\n"\'=HYPERLINK(""http://a"")",12\r\n"\'+86 ""a"", b",\r\n\'-1,3.5\r\n\'@SUM(A1),0\r\n石桥村\u0007,7\r\n');
  });

  test('is XLSX that another library reads back as it was', async () => {
    const [sheet] = await readXlsx(await xlsxOf([table]));
    expect(sheet?.data).toEqual([
      ['东门村 月报', null],
      ['说明', null],
      ['站点', '人次'],
      ['=HYPERLINK("http://a")', 12],
      ['+86 "a", b', null],
      ['-1', 3.5],
      ['@SUM(A1)', 0],
      ['石桥村', 7],
    ]);
  });

  test('is a PDF whose pages say how many they are and repeat the heads', () => {
    const pdf = pdfOf([{ ...table, rows: Array.from({ length: 90 }, (_, index) => [`第${index}村`, index]) }]);
    expect(pdf.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*\/Count 3[\s\S]*startxref\n\d+\n%%EOF\n$/);
    const pages = [...pdf.toString('latin1').matchAll(/\/Length (\d+) \/Filter \/FlateDecode >>\nstream\n/g)].map((match) => {
      const begin = match.index + match[0].length;
      return inflateSync(pdf.subarray(begin, begin + Number(match[1]))).toString('latin1');
    });
    const head = Buffer.from('站点', 'utf16le').swap16().toString('hex').toUpperCase();
    expect(pages.map((page) => page.includes(`<${head}>`))).toEqual([true, true, true]);
    expect(pages.map((page) => /\((\d) \/ 3\)/.exec(page)?.[1])).toEqual(['1', '2', '3']);
    // Every object is where the table says.
    const text = pdf.toString('latin1');
    const offsets = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets.map((offset, index) => text.startsWith(`${index + 1} 0 obj`, offset))).not.toContain(false);
  });
});

describe('text on paper', () => {
  test('is broken between Chinese characters and between Latin words', () => {
    expect(wrap('东门村党课', 10, 30)).toEqual(['东门村', '党课']);
    expect(wrap('two words here', 10, widthOf('two words', 10) + 1)).toEqual(['two words', 'here']);
    expect(wrap('a\nb', 10, 100)).toEqual(['a', 'b']);
    expect(wrap('', 10, 100)).toEqual(['']);
    expect(wrap('abcdefghij', 10, 20).join('')).toBe('abcdefghij');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsvTable } from '../../../../../county/information/import/csv.ts';
import { csvFile } from '../../../../../county/information/table-files.ts';

const limits = { rows: 100, columns: 20 };
const read = (text: string) => readCsvTable(text, limits);

describe('a CSV text', () => {
  test('gives back every cell that was written into it', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\n', 'a"b', '多行\n文字', ';', '=1+1', "'-", "''=1"));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }), (rows) => {
        // A row without a visible character cannot be told from an empty one.
        const written = rows.map((row) => ['第一', ...row]).map((row) => row.map((text) => text.replace(/\r/g, '')));
        const { table, faults } = read(csvFile({ name: '', rows: written }).slice(1));
        expect(faults).toEqual([]);
        expect(table.rows.map(({ cells }) => cells.map((one) => String(one).replace(/^'(?='*[=+\-@\t\r])/, '')))).toEqual(written);
      }),
    );
  });

  test('names each row by the line on which it begins', () => {
    expect(read('a,b\r\n"x\ny",1\r\n\r\nc,d').table.rows.map(({ row, cells }) => [row, ...cells])).toEqual([[1, 'a', 'b'], [2, 'x\ny', '1'], [5, 'c', 'd']]);
  });

  test('may be parted by tabs or semicolons, and hold quotation marks within a cell', () => {
    expect(read('a\tb\tc,d\n1\t2,3\t4').table.rows[1]?.cells).toEqual(['1', '2,3', '4']);
    expect(read('a;b\n5" pipe;x').table.rows[1]?.cells).toEqual(['5" pipe', 'x']);
  });

  test('names an open quotation mark, a stray one, and rows and columns beyond the limits', () => {
    const codes = (text: string) => read(text).faults.map(({ code, row }) => [code, row]);
    expect(codes('a,b\n"x,1\n2,3')).toEqual([['quote-open', 2]]);
    expect(codes('a,b\n"x"y,1\n2,"3"z\n4,5')).toEqual([['quote-stray', 2], ['quote-stray', 3]]);
    expect(codes('a\n'.repeat(200))).toEqual([['too-many-rows', null]]);
    expect(codes(`a\n${','.repeat(30)}`)).toEqual([['too-many-columns', 2]]);
  });

  test('of any shape is read without an error', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ';', '\t') }), (text) => void read(text)));
  });
});

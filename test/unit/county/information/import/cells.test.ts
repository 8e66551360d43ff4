import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCell } from '../../../../../county/information/import/cells.ts';
import type { Cell } from '../../../../../county/information/import/cells.ts';
import { columnsOf, headingForm } from '../../../../../county/information/import/columns.ts';
import type { CellKind, Column } from '../../../../../county/information/import/columns.ts';
import { readDay } from '../../../../../county/information/import/days.ts';

const column = (cells: CellKind): Column => ({ key: 'x', zh: '', en: '', aliases: [], cells, required: false, example: '' });
const read = (cells: CellKind, cell: Cell) => {
  const found = readCell(column(cells), cell);
  return 'value' in found ? found.value : found.fault;
};

describe('a day', () => {
  test.each(['2026-03-01', '2026/3/1', '2026.3.1', '2026年3月1日', '2026 年 3 月 1 号', '20260301', '２０２６－３－１', '2026/3/1 0:00', '2026-03-01T08:00:00+08:00', '46082', 46082, 46082.75, new Date(Date.UTC(2026, 2, 1))])('written as %s is read', (written) => {
    expect(readDay(written)).toBe('2026-03-01');
  });

  test.each(['3/1/2026', '2026-02-30', '2026-13-01', '26-3-1', '昨天', '2026', '2026.3', 1, 1e9, '1/2', new Date(NaN)])('written as %s is refused', (written) => {
    expect(readDay(written)).toBeNull();
  });

  test('of a spreadsheet’s number is the one the spreadsheet shows', () => {
    fc.assert(fc.property(fc.integer({ min: 20_000, max: 99_999 }), (serial) => readDay(serial) === new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10)));
  });
});

test('a price is one number, whatever stands around it', () => {
  for (const written of ['12.5', '１２．５', '￥12.5', '¥ 12.50', '12.5元', '12.5元/公斤', 12.5]) expect([written, read('price', written)]).toEqual([written, '12.5']);
  expect([read('price', '1,234.5'), read('price', 0.1 + 0.2), read('price', 28)]).toEqual(['1234.5', '0.3', '28']);
  for (const wrong of ['2.5-3.0', '-1', '面议', '1e3', '12.5.1', '1,23', '999999999', true]) expect([wrong, read('price', wrong)]).toEqual([wrong, 'price-wrong']);
});

test('texts lose what cannot be seen, and a formula stays a text', () => {
  expect(read('text', ' 一\r\n二\u0000\u200b\u0007 ')).toBe('一\n二');
  expect(read('line', '一\n 二')).toBe('一 二');
  expect([read('text', '=HYPERLINK("x")'), read('text', "'=1+1"), read('text', '<b>粗</b>')]).toEqual(['=HYPERLINK("x")', '=1+1', '<b>粗</b>']);
  expect(read('line', 'a'.repeat(301))).toBe('value-too-long');
});

test('telephone numbers come as texts, as numbers and in full width', () => {
  expect([read('phone', 13812345678), read('phone', '０９３０－１２３４５６７'), read('phone', '0930—1234567 转 8'), read('phone', '没有')]).toEqual(['13812345678', '0930-1234567', '0930-1234567 转 8', 'phone-wrong']);
});

test('steps lose the numbers that were typed before them, and nothing else', () => {
  expect(read('steps', '1. 深翻\n2、起垄\n（3）播种\n第四步：浇水\n5.5 斤种子\n\n一、追肥')).toBe('深翻\n起垄\n播种\n浇水\n5.5 斤种子\n追肥');
});

test('words are parted by signs of both widths, once each', () => {
  expect(read('list', '土豆；洋芋、马铃薯,土豆\n薯')).toBe('土豆\n洋芋\n马铃薯\n薯');
  expect([read('direction', '出售'), read('direction', ' Demand '), read('direction', '送')]).toEqual(['supply', 'demand', 'direction-wrong']);
});

test('no two columns of a kind can be meant by one heading', () => {
  for (const columns of Object.values(columnsOf)) {
    const names = columns.flatMap(({ zh, en, aliases }) => [...new Set([zh, en, ...aliases].map(headingForm))]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  }
  expect([headingForm('价格（必填）'), headingForm(' Title (EN) '), headingForm('*电 话')]).toEqual(['价格', 'title(en)', '电话']);
});

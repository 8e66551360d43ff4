import { describe, expect, test } from 'vitest';
import type { Summary } from '../../../../contract/http.ts';
import { filterRows, rowsOf, silentDays, sortRows, toCsv } from '../../../../county/dashboard/summary/site-rows.ts';

type SiteOfSummary = Summary['sites'][number];

function site(id: string, name: string, township: string, lastContactAt: string | null, issuesDownloaded: number): SiteOfSummary {
  return {
    site: id,
    name: { 'zh-CN': name },
    township: { id: township, name: { 'zh-CN': township, en: `${township} (en)` } },
    lastContactAt,
    figures: {
      issuesDownloaded,
      partyClasses: 0,
      trainings: 0,
      lookups: { total: 3, searches: 2, opened: 1 },
      personTimes: { total: 16, group: 15, self: 1 },
      notCounted: { groupViewings: {}, selfViewings: {} },
    },
  };
}

const sites = [
  site('a', '西沟村', '陈湖镇', '2026-11-23T01:00:00Z', 10),
  site('b', '东门村', '陈湖镇', null, 9),
  site('c', '北山村', '凤翔镇', '2026-11-10T09:00:00+08:00', 9),
];
const rows = rowsOf(sites, 'zh-CN');
const ids = (ordered: readonly { id: string }[]) => ordered.map(({ id }) => id).join('');

describe('the rows of the sites', () => {
  test('show names in the reader’s language, else in Chinese, and totals', () => {
    expect(rowsOf(sites, 'en')[0]).toMatchObject({ site: '西沟村', township: '陈湖镇 (en)', lookups: 3, personTimes: 16 });
  });

  test.each([
    ['township', true, 'bac'],
    ['township', false, 'cba'],
    ['site', true, 'cba'],
    ['issuesDownloaded', false, 'abc'],
    ['issuesDownloaded', true, 'bca'],
    ['lastContact', true, 'bca'],
    ['lastContact', false, 'acb'],
  ] as const)('are sorted by %s (ascending: %s)', (column, ascending, order) => {
    expect(ids(sortRows(rows, { column, ascending }, 'zh-CN'))).toBe(order);
  });

  test('are found by a part of the site’s or the township’s name, or by the site’s code', () => {
    expect(ids(filterRows(rows, '东门'))).toBe('b');
    expect(ids(filterRows(rows, ' 陈湖 '))).toBe('ab');
    expect(ids(filterRows(rows, 'C'))).toBe('c');
    expect(ids(filterRows(rows, ''))).toBe('abc');
  });

  test('tell for how long a site has been silent once that is a week', () => {
    const now = new Date('2026-11-23T02:00:00Z');
    expect(rows.map((row) => silentDays(row, now))).toEqual([null, null, 13]);
  });
});

test('the table as CSV can be read by a spreadsheet and runs no formula there', () => {
  expect(toCsv(['站点', '人次'], [['东门村, "上"', 16], ['=1+1', -2]])).toBe('\uFEFF站点,人次\r\n"东门村, ""上""",16\r\n\'=1+1,-2\r\n');
});

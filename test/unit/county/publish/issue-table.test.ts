import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultLine } from '../../../../county/publish/fault.ts';
import { readIssueSheet } from '../../../../county/publish/issue-sheet.ts';
import { readIssueTable } from '../../../../county/publish/issue-table.ts';
import { emptyFolder } from '../../../support/county/folder.ts';

const sheet = [
  '期号,2026-11,,,',
  '标题,"第十一期：春耕,备耕",,,',
  '编号,标题,英文标题,简介,类别,课程类型,专题,影片,海报,字幕,讲义',
  'potato-ridging,马铃薯起垄,Potato ridging,怎样起垄,实用技术,专业课,马铃薯种植、节水,films\\potato.mp4,,potato.vtt;potato.en.vtt,明白纸=potato.pdf',
  ',一号文件,,,political-theory,公共,,no-1.mp4,a.jpg,en=b.vtt,handouts/c.pdf',
].join('\r\n');

describe('a table from a spreadsheet', () => {
  test('says the issue and its programs, under Chinese headings', () => {
    const { issue, faults, warnings } = readIssueSheet('issue.csv', sheet);
    expect([faults, warnings]).toEqual([[], []]);
    expect(issue).toEqual({
      number: '2026-11',
      title: { 'zh-CN': '第十一期：春耕,备耕' },
      programs: [
        {
          id: 'potato-ridging', title: { 'zh-CN': '马铃薯起垄', en: 'Potato ridging' }, summary: { 'zh-CN': '怎样起垄' }, category: 'practical-technology', courseKind: 'special',
          topics: ['马铃薯种植', '节水'], film: 'films/potato.mp4', poster: null,
          subtitles: [{ language: 'zh-CN', file: 'potato.vtt' }, { language: 'en', file: 'potato.en.vtt' }],
          handouts: [{ title: { 'zh-CN': '明白纸' }, file: 'potato.pdf' }],
        },
        {
          id: 'no-1', title: { 'zh-CN': '一号文件' }, summary: { 'zh-CN': '一号文件' }, category: 'political-theory', courseKind: 'public',
          topics: [], film: 'no-1.mp4', poster: 'a.jpg', subtitles: [{ language: 'en', file: 'b.vtt' }], handouts: [{ title: { 'zh-CN': 'c' }, file: 'handouts/c.pdf' }],
        },
      ],
    });
  });

  test('may have English headings, semicolons between its cells, and no order of columns', () => {
    const text = 'number;2026-12\ntitle;冬训\nfilm;title;category;course\na.mp4;标题;wealth skill;Special\n';
    expect(readIssueSheet('issue.csv', text).issue?.programs).toMatchObject([{ id: 'a', category: 'wealth-skill', courseKind: 'special' }]);
  });

  test('tells every fault with its line', () => {
    const text = [
      '标题,冬训',
      '编号,标题,类别,课程类型,影片,价格',
      'a b,甲,种地,专业课,a.mp4,1',
      'x,,政策法规,,../b.mp4,2',
      'X,乙,政策法规,公共课,c.mp4,3',
      ',丙,政策法规,公共课,影片.mp4,4',
    ].join('\n');
    const { issue, faults, warnings, programs } = readIssueSheet('issue.csv', text);
    expect(issue).toBeNull();
    expect(faults.map(faultLine)).toEqual([
      'issue.csv: 期号 / issue is missing',
      'issue.csv, line 3: the id “a b” may only have Latin letters, digits and inner hyphens, dots or underscores',
      'issue.csv, line 3: 类别 / category is “种地”, but can only be 政治理论 (political-theory), 政策法规 (policy-regulation), 致富技能 (wealth-skill), 实用技术 (practical-technology)',
      'issue.csv, line 4: 标题 / title is missing',
      '../b.mp4, line 4: the name must lead to a file within the issue’s folder',
      'issue.csv, line 4: 课程类型 / course kind is missing',
      'issue.csv, line 6: 编号 / id is missing',
      'issue.csv, line 5: the id X is that of line 4 too',
    ]);
    expect(warnings.map(faultLine)).toEqual(['issue.csv, line 2: the column “价格” is not known and was left out']);
    expect(programs.map(({ film }) => film)).toEqual(['a.mp4', null, 'c.mp4', '影片.mp4']);
  });

  test('without headings, or without a program, is refused', () => {
    expect(readIssueSheet('issue.csv', '期号,1\n').faults.map(({ code }) => code)).toEqual(['no-heading']);
    expect(readIssueSheet('issue.csv', '期号,1\n标题,a\n标题,影片\n').faults.map(({ code }) => code)).toEqual(['no-programs']);
  });
});

describe('the table of a folder', () => {
  // 期号,标题 and the rest in GBK, as offices' spreadsheets save it.
  const inGbk = Buffer.from('c6dabac52c312c0a b1eacce22cb6acd1b52c0a b1eacce22cd3b0c6ac2cc0e0b1f02cbfceb3ccc0e0d0cd0a bcd72c612e6d70342cd5fed6cec0edc2db2cb9abb9b2bfce0a'.replaceAll(' ', ''), 'hex');

  test.each([
    ['UTF-8', Buffer.from('期号,1,\n标题,冬训,\n标题,影片,类别,课程类型\n甲,a.mp4,政治理论,公共课\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff期号,1,\n标题,冬训,\n标题,影片,类别,课程类型\n甲,a.mp4,政治理论,公共课\n')],
    ['GBK', inGbk],
  ])('is read in %s', async (_, bytes) => {
    const folder = await emptyFolder();
    await writeFile(join(folder, '节目表.csv'), bytes);
    const { name, table } = await readIssueTable(folder);
    expect(table.faults.map(faultLine)).toEqual([]);
    expect([name, table.issue?.number, table.issue?.programs[0]?.title]).toEqual(['节目表.csv', '1', { 'zh-CN': '甲' }]);
  });

  test('must be one', async () => {
    const folder = await emptyFolder();
    expect((await readIssueTable(folder)).table.faults.map(faultLine)).toEqual(['there is neither issue.csv nor issue.json']);
    await writeFile(join(folder, 'issue.csv'), '');
    await writeFile(join(folder, 'issue.json'), '');
    expect((await readIssueTable(folder)).table.faults.map(faultLine)).toEqual(['there are several tables (issue.csv, issue.json); leave one']);
    await expect(readIssueTable(join(folder, 'missing'))).rejects.toThrow(/cannot be read: ENOENT/);
  });
});

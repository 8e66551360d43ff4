import { describe, expect, it } from 'vitest';
import type { ProgramView } from '../../../../../contract/ipc/topics.ts';
import { titleInitials } from '../../../../../renderer/screens/programs/find/title-initials.ts';
import { findByTitle } from '../../../../../renderer/screens/programs/find/title-search.ts';
import { programView } from '../program-view.ts';

const program = (name: string, title: ProgramView['title']): ProgramView => programView(name, { title });
const programs = [
  program('ridging', { 'zh-CN': '起垄种植马铃薯', en: 'Potatoes on ridges' }),
  program('potato', { 'zh-CN': '马铃薯高产栽培', en: 'More potatoes' }),
  program('law', { 'zh-CN': '一号文件解读' }),
  program('five-g', { 'zh-CN': '5G 进农家' }),
];
const find = (query: string, initialsOf: (title: string) => string | undefined = titleInitials): string[] =>
  findByTitle(programs, query, initialsOf).map(({ id }) => id.split('/')[1] ?? '');

describe('finding programs by title', () => {
  it('finds all with an empty query, in their order', () => {
    expect(find('  ')).toEqual(['ridging', 'potato', 'law', 'five-g']);
  });

  it('finds a part of the Chinese title, those that begin with it first', () => {
    expect(find('马铃薯')).toEqual(['potato', 'ridging']);
  });

  it('finds the initials of its pinyin in upper and lower case', () => {
    expect(find('MLS')).toEqual(['potato', 'ridging']);
    expect(find('yhwj')).toEqual(['law']);
  });

  it('finds the title in another language', () => {
    expect(find('RIDGES')).toEqual(['ridging']);
  });

  it('asks for every word, each where it likes', () => {
    expect(find('potatoes qlzz')).toEqual(['ridging']);
    expect(find('马铃薯 文件')).toEqual([]);
  });

  it('takes full-width letters for what they are, and digits in titles as they stand', () => {
    expect(find('ＭＬＳ')).toEqual(['potato', 'ridging']);
    expect(find('5gjnj')).toEqual(['five-g']);
  });

  it('finds by title already while initials are still being read', () => {
    expect(find('文件', () => undefined)).toEqual(['law']);
    expect(find('yhwj', () => undefined)).toEqual([]);
  });
});

describe('initials of a title', () => {
  it('read a character as its word wants it', () => {
    expect(titleInitials('重庆银行')).toBe('cqyh');
  });

  it('leave out signs', () => {
    expect(titleInitials('《条例》——第3讲')).toBe('tld3j');
  });
});

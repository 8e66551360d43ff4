import { describe, expect, it } from 'vitest';
import type { InformationItem } from '../../../../contract/information/item.ts';
import { informationItemSchema } from '../../../../contract/information/item.ts';
import { relatedPrograms } from '../../../../renderer/screens/information/related-program.ts';
import { marketPrice, technique } from '../../../support/terminal/information.ts';
import { programView } from '../screens/program-view.ts';

const issueOf = (number: string) => ({ issue: { id: number, number, title: { 'zh-CN': number }, publishedAt: '2026-11-03T08:00:00.000+08:00' } });
const item = (program: string | null, keywords: readonly string[] = []): InformationItem =>
  informationItemSchema.parse({ ...technique({ id: 'ridging', title: '马铃薯高垄栽培', keywords }), program });
const ids = (programs: Parameters<typeof relatedPrograms>[0], of: InformationItem): string[] => relatedPrograms(programs, of).map(({ id }) => id);

describe('the programs that show what an item is about', () => {
  it('begin with the one it names, of the latest issue that has it', () => {
    const programs = [programView('potato-ridging', issueOf('2026-09')), programView('potato-ridging', issueOf('2026-10')), programView('other', issueOf('2026-11'))];
    expect(ids(programs, item('potato-ridging'))).toEqual(['2026-10/potato-ridging', '2026-09/potato-ridging'].slice(0, 1));
  });

  it('are not found by a part of a name', () => {
    expect(ids([programView('sweet-potato')], item('potato'))).toEqual([]);
  });

  it('go on with those that have one of its words in title or topics', () => {
    const programs = [programView('a', { title: { 'zh-CN': '滴灌节水' } }), programView('b', { topics: ['马铃薯'] }), programView('named')];
    expect(ids(programs, item('named', ['马铃薯', '水']))).toEqual(['2026-11/named', '2026-11/b']);
    expect(ids(programs, marketPrice({ id: 'p', title: '马铃薯价格', product: '马铃薯', price: 2 }))).toEqual(['2026-11/b']);
  });

  it('are only those that can be played now, and no more than three', () => {
    const topics = ['马铃薯'];
    const away = programView('away', { topics, state: { state: 'absent', playable: false } });
    expect(ids([away, ...['a', 'b', 'c', 'd'].map((name) => programView(name, { topics }))], item('away', ['马铃薯']))).toEqual(['2026-11/a', '2026-11/b', '2026-11/c']);
  });
});

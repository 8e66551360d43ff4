import { describe, expect, it } from 'vitest';
import type { InformationItem, InformationKind } from '../../../../contract/information/item.ts';
import { buildSearch } from '../../../../electron/information/search.ts';
import { marketPrice, policy, technique } from '../../../support/terminal/information.ts';

const items: readonly InformationItem[] = [
  technique({ id: 'ridging', title: '马铃薯高垄栽培技术', en: 'Growing potatoes on ridges', keywords: ['土豆', '洋芋'], date: '2026-03-01', body: '深翻土地，施足底肥。' }),
  technique({ id: 'drip', title: '果园滴灌技术', en: 'Drip irrigation in orchards', date: '2026-04-01', body: '滴灌比漫灌节水一半。马铃薯田也能用。' }),
  marketPrice({ id: 'potato-price', title: '陈湖马铃薯批发价', product: '马铃薯', price: 1.8, date: '2026-11-20', expires: '2026-11-30' }),
  marketPrice({ id: 'pig-price', title: '生猪收购价', product: '生猪', price: 15.2, date: '2026-11-19' }),
  policy({ id: 'subsidy', title: '农机购置补贴办法', en: 'Subsidy for farm machinery', date: '2026-02-01', body: '购买拖拉机可申请补贴。' }),
  policy({ id: 'old', title: '去年的马铃薯补贴', date: '2025-02-01', expires: '2025-12-31' }),
];

async function found(query: string, kind: InformationKind | null = null, today = '2026-11-23'): Promise<string[]> {
  return (await (await buildSearch(items)).find(query, kind, today)).map((item) => item.id);
}

describe('the search in the wealth information', () => {
  it.each([
    ['a Chinese word', '马铃薯', ['potato-price', 'ridging', 'drip']],
    ['part of a word', '铃薯', ['potato-price', 'ridging', 'drip']],
    ['a single character', '猪', ['pig-price']],
    ['another word for the same thing', '土豆', ['ridging']],
    ['a phrase', '高垄栽培', ['ridging']],
    ['two words', '马铃薯 技术', ['ridging', 'drip']],
    ['words without a space', '马铃薯技术', ['ridging', 'drip']],
    ['full pinyin', 'malingshu', ['potato-price', 'ridging']],
    ['full pinyin from the middle', 'zaipei', ['ridging']],
    ['initials of pinyin', 'mls', ['potato-price', 'ridging']],
    ['the beginning of pinyin', 'malin', ['potato-price', 'ridging']],
    ['the pinyin of a keyword', 'tudou', ['ridging']],
    ['an English word', 'irrigation', ['drip']],
    ['the beginning of an English word', 'subsi', ['subsidy']],
    ['an English word with one error', 'irigation', ['drip']],
    ['capitals and full-width letters', 'ＩＲＲＩＧＡＴＩＯＮ', ['drip']],
    ['a word of the text', '拖拉机', ['subsidy']],
    ['what is nowhere', '区块链', []],
    ['punctuation alone', '？！', []],
  ])('finds by %s', async (_what, query, ids) => {
    expect(await found(query)).toEqual(ids);
  });

  it('puts what is called so before what merely speaks of it, then the newest, then by kind', async () => {
    const [same, later] = ['2026-05-01', '2026-06-01'];
    const ranked = [
      technique({ id: 'speaks', title: '节水', body: '大棚里也能用。', date: '2026-09-01' }),
      policy({ id: 'policy', title: '大棚补贴', date: same }),
      technique({ id: 'technique', title: '大棚搭建', date: same }),
      technique({ id: 'newer', title: '大棚通风', date: later }),
      marketPrice({ id: 'price', title: '大棚膜价格', product: '膜', price: 9, date: same }),
    ];
    const search = await buildSearch(ranked);
    expect((await search.find('大棚', null, '2026-11-23')).map((item) => item.id)).toEqual(['newer', 'price', 'technique', 'policy', 'speaks']);
  });

  it('lists the newest of a kind, or of all, for an empty query', async () => {
    expect(await found('', 'technique')).toEqual(['drip', 'ridging']);
    expect(await found('  ')).toEqual(['potato-price', 'pig-price', 'drip', 'ridging', 'subsidy']);
  });

  it('looks within one kind', async () => {
    expect(await found('马铃薯', 'technique')).toEqual(['ridging', 'drip']);
  });

  it('leaves an item out after its last day, not on it', async () => {
    expect(await found('批发', null, '2026-11-30')).toEqual(['potato-price']);
    expect(await found('批发', null, '2026-12-01')).toEqual([]);
  });

  it('lets everything else run while it builds its index', async () => {
    const many = Array.from({ length: 100 }, (_, index) => technique({ id: `t-${index}`, title: `马铃薯高垄栽培技术之${index}`, body: '深翻土地，施足底肥。'.repeat(100) }));
    await buildSearch(many.slice(0, 5)); // The word list and the pinyin tables are loaded by now.
    let building = true;
    let turns = 0;
    const takeTurn = (): void => {
      turns += 1;
      if (building) setImmediate(takeTurn);
    };
    setImmediate(takeTurn);
    const beganMs = performance.now();
    const search = await buildSearch(many);
    building = false;
    expect((performance.now() - beganMs) / turns).toBeLessThan(40); // A slice is 8 ms; the rest is for busy test machines.
    expect(await search.find('马铃薯', null, '2026-11-23')).toHaveLength(100);
  });
});

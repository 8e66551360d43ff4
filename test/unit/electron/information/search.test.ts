import { describe, expect, it } from 'vitest';
import type { InformationItem, InformationKind } from '../../../../contract/information/item.ts';
import { marketPrice, policy, searchIn, technique } from '../../../support/terminal/information.ts';

const items: readonly InformationItem[] = [
  technique({ id: 'ridging', title: '马铃薯高垄栽培技术', en: 'Growing potatoes on ridges', keywords: ['土豆', '洋芋'], date: '2026-03-01', body: '深翻土地，施足底肥。' }),
  technique({ id: 'drip', title: '果园滴灌技术', en: 'Drip irrigation in orchards', date: '2026-04-01', body: '滴灌比漫灌节水一半。马铃薯田也能用。' }),
  marketPrice({ id: 'potato-price', title: '陈湖马铃薯批发价', product: '马铃薯', price: 1.8, date: '2026-11-20', expires: '2026-11-30' }),
  marketPrice({ id: 'pig-price', title: '生猪收购价', product: '生猪', price: 15.2, date: '2026-11-19' }),
  policy({ id: 'subsidy', title: '农机购置补贴办法', en: 'Subsidy for farm machinery', date: '2026-02-01', body: '购买拖拉机可申请补贴。' }),
  policy({ id: 'old', title: '去年的马铃薯补贴', date: '2025-02-01', expires: '2025-12-31' }),
];

async function found(query: string, kind: InformationKind | null = null, today = '2026-11-23'): Promise<string[]> {
  return (await searchIn(items)).find(query, kind, today, 200).hits.map((item) => item.id);
}

describe('the search in the wealth information', () => {
  it.each([
    ['a Chinese word', '马铃薯', ['potato-price', 'ridging', 'drip']],
    ['part of a word', '铃薯', ['potato-price', 'ridging', 'drip']],
    ['a single character', '猪', ['pig-price']],
    ['another word for the same thing', '土豆', ['potato-price', 'ridging', 'drip']],
    ['a phrase', '高垄栽培', ['ridging']],
    ['two words', '马铃薯 高垄', ['ridging']],
    ['words without a space', '马铃薯高垄', ['ridging']],
    ['full pinyin', 'malingshu', ['potato-price', 'ridging', 'drip']],
    ['full pinyin from the middle', 'zaipei', ['ridging']],
    ['initials of pinyin', 'mls', ['potato-price', 'ridging', 'drip']],
    ['the beginning of pinyin', 'malin', ['potato-price', 'ridging']],
    ['the pinyin of a keyword', 'tudou', ['potato-price', 'ridging', 'drip']],
    ['an English word', 'irrigation', ['drip']],
    ['the beginning of an English word', 'subsi', ['subsidy']],
    ['an English word with one error', 'irigation', ['drip']],
    ['capitals and full-width letters', 'ＩＲＲＩＧＡＴＩＯＮ', ['drip']],
    ['a word of the text', '拖拉机', ['subsidy']],
    ['what the question is for', '马铃薯怎么种', ['ridging', 'potato-price', 'drip']],
    ['pinyin of a word and of 价格', 'mlsjg', ['potato-price', 'ridging', 'drip']],
    ['a word begun in Chinese and ended in pinyin', '滴guan', ['drip']],
    ['a character that sounds alike', '马玲薯', ['potato-price', 'ridging', 'drip']],
    ['a character that looks alike', '士豆', ['potato-price', 'ridging', 'drip']],
    ['two swapped characters', '铃马薯', ['potato-price', 'ridging', 'drip']],
    ['a missing character', '马薯', ['potato-price', 'ridging', 'drip']],
    ['pinyin with an error', 'malinshu', ['potato-price', 'ridging']],
    ['what is nowhere', '区块链', []],
    ['what is nowhere, though a character of it is', '土星', []],
    ['punctuation alone', '？！', []],
  ])('finds by %s', async (_what, query, ids) => {
    expect(await found(query)).toEqual(ids);
  });

  it('puts what is called so before what merely speaks of it, prices first, and the newer of two alike first', async () => {
    const [same, later] = ['2026-05-01', '2026-06-01'];
    const ranked = [
      technique({ id: 'speaks', title: '节水', body: '大棚里也能用。', date: '2026-09-01' }),
      policy({ id: 'policy', title: '大棚补贴', date: same }),
      technique({ id: 'technique', title: '大棚搭建', date: same }),
      technique({ id: 'newer', title: '大棚通风', date: later }),
      marketPrice({ id: 'price', title: '大棚膜价格', product: '膜', price: 9, date: same }),
    ];
    const search = await searchIn(ranked);
    expect(search.find('大棚', null, '2026-11-23', 200).hits.map((item) => item.id)).toEqual(['price', 'newer', 'technique', 'policy', 'speaks']);
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

  it('puts the newest price of each market before older ones', async () => {
    const price = (id: string, date: string) => marketPrice({ id, title: '玉米', product: '玉米', price: 2, date });
    const search = await searchIn([price('old', '2026-11-01'), technique({ id: 'growing', title: '玉米高产栽培', date: '2026-11-01' }), price('new', '2026-11-20')]);
    expect(search.find('玉米', null, '2026-11-23', 200).hits.map((item) => item.id)).toEqual(['new', 'growing', 'old']);
  });

  it('looks for days that a question names', async () => {
    const [then, now] = [policy({ id: 'then', title: '农机补贴', date: '2025-03-01' }), policy({ id: 'now', title: '农机补贴', date: '2026-03-01' })];
    const search = await searchIn([then, now]);
    const first = (query: string) => search.find(query, null, '2026-11-23', 1).hits[0]?.id;
    expect([first('农机补贴'), first('去年农机补贴'), first('2025年农机补贴'), first('今年的农机补贴')]).toEqual(['now', 'then', 'then', 'now']);
  });

  it('suggests products and titles that begin as typed, only those that find something', async () => {
    const search = await searchIn(items);
    expect((await searchIn([marketPrice({ id: 'table', title: '商品马铃薯', product: '商品马铃薯', price: 1 })])).suggest('mls', 'zh-CN', '2026-11-23')).toEqual(['商品马铃薯价格']);
    const suggest = (typed: string, today = '2026-11-23') => search.suggest(typed, 'zh-CN', today);
    expect(suggest('马')).toEqual(['马铃薯价格', '马铃薯高垄栽培技术']);
    expect(suggest('mls')[0]).toBe('马铃薯价格');
    expect(suggest('土豆')[0]).toBe('马铃薯价格');
    expect(suggest('马', '2026-12-01')).toEqual(['马铃薯高垄栽培技术']);
    expect(suggest('区块链')).toEqual([]);
    expect(search.suggest('drip', 'en', '2026-11-23')).toEqual(['Drip irrigation in orchards']);
  });

  it('finds nothing twice, however many segments the items are in, and counts all that match', async () => {
    const search = await searchIn(items.slice(0, 2), items.slice(2));
    expect(search.find('马铃薯', null, '2026-11-23', 1)).toMatchObject({ count: 3, hits: [{ id: 'potato-price' }] });
  });
});

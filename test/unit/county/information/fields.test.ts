import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { informationItemSchema } from '../../../../contract/information/item.ts';
import { draftOf, emptyDraft, readDraft } from '../../../../county/dashboard/information/item-draft.ts';
import { linesOf, readGroups } from '../../../../county/dashboard/information/synonym-lines.ts';
import { fieldsOf, itemOf, mergedPoints } from '../../../../county/information/fields.ts';
import { changesBetween } from '../../../../county/information/item-changes.ts';

const { items } = z.object({ items: z.array(informationItemSchema) }).parse(JSON.parse(readFileSync(new URL('../../../../resources/sample/information.json', import.meta.url), 'utf8')));
const besides = { points: [], pictures: [], today: '2026-11-23' };

describe('an item', () => {
  test('is the same after it was taken apart into texts and put together again', () => {
    expect(items.length).toBeGreaterThan(50);
    for (const item of items) {
      const points = item.kind === 'market-price' ? item.series : [];
      expect(itemOf(fieldsOf(item), { ...besides, kind: item.kind, id: item.id, points })).toEqual({ item });
    }
  });

  test('is the same after its form was opened and saved', () => {
    for (const item of items) expect(readDraft(draftOf(item), item.id, '2026-11-23')).toEqual({ item });
  });

  test('names the field that it lacks', () => {
    expect(itemOf({ title: '起垄' }, { ...besides, kind: 'technique', id: 'a' })).toEqual({ wrong: 'source', missing: true });
    const read = readDraft(emptyDraft('contact', '2026-11-23'), 'a', '2026-11-23');
    expect('faults' in read && [...read.faults.keys()]).toEqual(['title', 'phone', 'address', 'hours', 'source']);
    const price = readDraft({ ...emptyDraft('market-price', '2026-11-23'), points: [{ date: '2026-11-23', price: '很贵' }] }, 'a', '2026-11-23');
    expect('faults' in price && [...price.faults].map(([key, { code }]) => `${key} ${code}`)).toContain('point 0 price-wrong');
  });
});

test('steps that were left empty are not kept, and pictures stay with their steps', () => {
  const picture = { sha256: 'a'.repeat(64), bytes: 10, mime: 'image/png' as const };
  const draft = emptyDraft('technique', '2026-11-23');
  const read = readDraft({ ...draft, fields: { ...draft.fields, title: '起垄', source: '农技站' }, steps: [{ zh: ' ', en: '', picture: null }, { zh: '一', en: 'one', picture: null }, { zh: '二', en: '', picture }] }, 'a', '2026-11-23');
  expect('item' in read && read.item.kind === 'technique' && [read.item.steps, read.item.pictures]).toEqual([[{ 'zh-CN': '一', en: 'one' }, { 'zh-CN': '二' }], [{ step: 2, ...picture }]]);
});

test('a series has each day once, in order, and the newest 400 of them', () => {
  const day = fc.integer({ min: 0, max: 800 }).map((at) => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10));
  const points = fc.array(fc.record({ date: day, price: fc.integer({ min: 0, max: 100 }) }), { maxLength: 600 });
  fc.assert(
    fc.property(points, points, (known, added) => {
      const merged = mergedPoints(known, added);
      const days = merged.map(({ date }) => date);
      expect(days).toEqual([...new Set(days)].sort());
      expect(merged.length).toBeLessThanOrEqual(400);
      for (const [at, point] of added.entries()) if (days.includes(point.date) && !added.slice(at + 1).some(({ date }) => date === point.date)) expect(merged).toContainEqual(point);
    }),
    { numRuns: 30 },
  );
});

test('the history of a series tells only the points that differ', () => {
  const price = items.find(({ kind }) => kind === 'market-price');
  if (price?.kind !== 'market-price') throw new Error('The sample has no price.');
  const later = { ...price, price: 70, series: [...price.series, { date: '2026-11-27', price: 70 }] };
  expect(changesBetween(price, later)).toEqual([{ field: 'price', before: price.price, after: 70 }, { field: 'series', before: [], after: [{ date: '2026-11-27', price: 70 }] }]);
});

test('groups of words are read from lines as they are shown, and a lonely word is named by its line', () => {
  expect(readGroups('土豆 = 马铃薯＝洋芋\n\n 羊，羊只 \n')).toEqual({ groups: [['土豆', '马铃薯', '洋芋'], ['羊', '羊只']], wrong: null });
  expect(readGroups(`${linesOf([['a', 'b']])}\n羊`).wrong).toBe(2);
});

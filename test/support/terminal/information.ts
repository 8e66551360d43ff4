import { informationItemSchema } from '../../../contract/information/item.ts';
import type { InformationItem } from '../../../contract/information/item.ts';
import { createSearch } from '../../../electron/information/search.ts';
import type { InformationSearch } from '../../../electron/information/search.ts';
import { packSegment } from '../../../electron/information/segment-writer.ts';
import { openSegment } from '../../../electron/information/segment.ts';
import type { Segment } from '../../../electron/information/segment.ts';
import { vocabularyOf } from '../../../electron/information/lexicon.ts';
import { shippedSynonyms, synonymsOf } from '../../../electron/information/synonyms.ts';

/** A segment of these items, as it would be read from the disk. */
export async function segmentOf(items: readonly InformationItem[]): Promise<Segment> {
  const segment = openSegment((await packSegment(items, () => Promise.resolve())).index);
  if (segment === null) throw new Error('the index cannot be read');
  return segment;
}

/** A search in these items, those of each argument in a segment of their own. */
export async function searchIn(...segments: readonly (readonly InformationItem[])[]): Promise<InformationSearch> {
  return createSearch(await Promise.all(segments.map(segmentOf)), vocabularyOf(synonymsOf(shippedSynonyms)));
}

interface Given {
  readonly id: string;
  readonly title: string;
  readonly en?: string;
  readonly body?: string;
  readonly date?: string;
  readonly expires?: string;
  readonly keywords?: readonly string[];
}

function common(given: Given) {
  const { id, title, en, body = '正文。', date = '2026-11-01', expires = null, keywords = [] } = given;
  return { id, date, expires, keywords, title: en === undefined ? { 'zh-CN': title } : { 'zh-CN': title, en }, body: { 'zh-CN': body }, source: { 'zh-CN': '县农业局' } };
}

export function technique(given: Given): InformationItem {
  return informationItemSchema.parse({ ...common(given), kind: 'technique', steps: [], program: null });
}

export function policy(given: Given): InformationItem {
  return informationItemSchema.parse({ ...common(given), kind: 'policy', validFrom: '2026-01-01', validTo: null, authority: { 'zh-CN': '县政府' } });
}

export function marketPrice(given: Given & { product: string; price: number }): InformationItem {
  return informationItemSchema.parse({
    ...common(given), kind: 'market-price', product: { 'zh-CN': given.product }, market: { 'zh-CN': '陈湖农贸市场' }, unit: { 'zh-CN': '元/公斤' }, price: given.price, series: [],
  });
}

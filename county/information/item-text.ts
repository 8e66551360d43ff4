import { createHash } from 'node:crypto';
import type { InformationItem } from '../../contract/information/item.ts';

/** An item with its JSON as the contract's schema gives it: what is stored, hashed, signed and sent. */
export interface ItemText {
  readonly item: InformationItem;
  readonly content: string;
  readonly hash: string;
}

/** The item must come from the schema: its keys stand in the schema's order. */
export function itemText(item: InformationItem): ItemText {
  const content = JSON.stringify(item);
  return { item, content, hash: createHash('sha256').update(content).digest('hex') };
}

/** A row of `information_items`, without who changed it. */
export interface ItemRow {
  readonly item: string;
  readonly kind: InformationItem['kind'];
  readonly match: string;
  readonly title: string;
  readonly day: string;
  readonly expires: string | null;
  readonly search: string;
  readonly content: string;
  readonly hash: string;
  readonly revision: number;
}

/** `revision`: the one that the row will have. */
export function rowOf({ item, content, hash }: ItemText, revision: number): ItemRow {
  const { id, kind, title, date: day, expires } = item;
  return { item: id, kind, match: matchOf(item), title: title['zh-CN'].slice(0, 300), day, expires, search: searchOf(item), content, hash, revision };
}

/** Lower case, one form of width, and nothing but letters and digits: two ways to write the same are the same. */
export function plainForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** By what an item is known where nobody names its id: a price by product, market and unit, an offer by its telephone too. */
export function matchOf(item: InformationItem): string {
  return matchKey(item.kind, known(item));
}

export function matchKey(kind: InformationItem['kind'], words: readonly string[]): string {
  return createHash('sha256')
    .update([kind, ...words.map(plainForm)].join('\n'))
    .digest('hex')
    .slice(0, 24);
}

function known(item: InformationItem): readonly string[] {
  switch (item.kind) {
    case 'market-price':
      return [item.product['zh-CN'], item.market['zh-CN'], item.unit['zh-CN']];
    case 'supply-demand':
      return [item.direction, item.title['zh-CN'], item.contact.phone];
    case 'technique':
    case 'policy':
    case 'contact':
      return [item.title['zh-CN']];
  }
}

function searchOf(item: InformationItem): string {
  const texts = [item.id, item.title['zh-CN'], item.title.en ?? '', item.source['zh-CN'], ...item.keywords];
  switch (item.kind) {
    case 'market-price':
      texts.push(item.product['zh-CN'], item.market['zh-CN']);
      break;
    case 'supply-demand':
      texts.push(item.contact.name['zh-CN'], item.contact.phone);
      break;
    case 'policy':
      texts.push(item.authority['zh-CN']);
      break;
    case 'contact':
      texts.push(item.phone, item.address['zh-CN']);
      break;
    case 'technique':
      break;
  }
  // Parted, so that nothing is found across two of them.
  return texts.map(plainForm).join(' ').slice(0, 2000);
}

import { crc32 } from 'node:zlib';
import { informationKinds } from '../../contract/information/item.ts';
import type { InformationItem } from '../../contract/information/item.ts';
import type { InformationHit } from '../../contract/ipc/calls.ts';
import { dayNumber } from './days.ts';
import { packSections } from './index-file.ts';
import type { Section } from './index-file.ts';
import { createTermReader, FIELD_BITS } from './item-terms.ts';
import { itemLine } from './item-line.ts';
import { phrasesOf } from './phrases.ts';
import { wholePinyin } from './pinyin-terms.ts';
import type { Breathe } from './slices.ts';
import { inByteOrder, packStrings } from './string-table.ts';
import { hanRuns, normalized } from './words.ts';

/** A day that never comes: the item does not expire. */
export const NEVER = 0x7fffffff;

/** Some items and their index, as they are written to the disk. Neither changes afterwards. */
export interface PackedSegment {
  /** An `itemLine` for each, parted by newlines. */
  readonly items: Uint8Array;
  readonly index: Uint8Array;
}

/** Makes a segment. Items are numbered from the newest on, so that lists need no sorting. */
export async function packSegment(given: Iterable<InformationItem>, breathe: Breathe): Promise<PackedSegment> {
  const items = [...given].sort(newestFirst);
  const terms = await termLists(items, breathe);
  const phrases = await phraseLists(items, breathe);
  const { lines, starts } = itemLines(items);
  const ids = items.map(({ id }, doc) => ({ bytes: Buffer.from(id), doc })).sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  const cards = packStrings(items.map((item) => JSON.stringify(cardOf(item))));
  return {
    items: lines,
    index: packSections({
      kinds: Uint8Array.from(items, ({ kind }) => informationKinds.indexOf(kind)),
      dates: Int32Array.from(items, ({ date }) => dayNumber(date)),
      expires: Int32Array.from(items, ({ expires }) => (expires === null ? NEVER : dayNumber(expires))),
      series: Uint32Array.from(items, seriesOf),
      cards: cards.bytes,
      cardEnds: cards.ends,
      itemStarts: starts,
      ids: Buffer.concat(ids.map(({ bytes }) => bytes)),
      idEnds: endsOf(ids.map(({ bytes }) => bytes.length)),
      idDocs: Uint32Array.from(ids, ({ doc }) => doc),
      ...section('term', terms),
      ...section('phrase', phrases.phrases),
      ...section('key', phrases.keys),
      ...strings('name', await nameWords(items, breathe)),
    }),
  };
}

export function newestFirst(a: InformationItem, b: InformationItem): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return informationKinds.indexOf(a.kind) - informationKinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1);
}

export function cardOf(item: InformationItem): InformationHit {
  const { id, kind, date, title, source } = item;
  if (item.kind === 'market-price') return { id, kind, date, title, price: { value: item.price, unit: item.unit }, from: item.market };
  return { id, kind, date, title, price: null, from: source };
}

/** Prices of the same product at the same market are one series, which this number names; 0 for what is no price. */
function seriesOf(item: InformationItem): number {
  return item.kind === 'market-price' ? crc32(`${item.product['zh-CN']}\n${item.market['zh-CN']}\n${item.unit['zh-CN']}`) || 1 : 0;
}

/** Text → numbers. */
type Lists = Map<string, number[]>;

function addTo(lists: Lists, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else if (list[list.length - 1] !== value) list.push(value);
}

async function termLists(items: readonly InformationItem[], breathe: Breathe): Promise<Lists> {
  const termsOf = createTermReader();
  const lists: Lists = new Map();
  for (const [doc, item] of items.entries()) {
    for (const [term, bits] of termsOf(item)) addTo(lists, term, (doc << FIELD_BITS) | bits);
    await breathe();
  }
  return lists;
}

async function phraseLists(items: readonly InformationItem[], breathe: Breathe): Promise<{ readonly phrases: Lists; readonly keys: Lists }> {
  const phrases: Lists = new Map();
  for (const [doc, item] of items.entries()) {
    for (const { language, text } of phrasesOf(item)) addTo(phrases, `${language === 'en' ? 'e' : 'z'}${text}`, doc);
    await breathe();
  }
  const keys: Lists = new Map();
  for (const [index, phrase] of inByteOrder(phrases.keys()).entries()) {
    for (const text of beginnings(normalized(phrase.slice(1)))) {
      addTo(keys, text, index);
      const pinyin = wholePinyin(text);
      if (pinyin === null) continue;
      addTo(keys, pinyin.full, index);
      addTo(keys, pinyin.initials, index);
    }
    await breathe();
  }
  return { phrases, keys };
}

/** A product is also typed without what stands before its name: 商品马铃薯价格, 马铃薯价格. A title is typed from its beginning. */
function beginnings(phrase: string): readonly string[] {
  const [run] = hanRuns(phrase);
  if (run === undefined || !phrase.endsWith('价格')) return [phrase];
  return run.slice(0, -1).map(({ at }) => phrase.slice(at));
}

/** The Chinese words of names, from two characters on: what a mistyped one is compared with. */
async function nameWords(items: readonly InformationItem[], breathe: Breathe): Promise<readonly string[]> {
  const words = new Set<string>();
  const seen = new Set<string>();
  for (const item of items) {
    const names = [item.title['zh-CN'], ...item.keywords, ...(item.kind === 'market-price' ? [item.product['zh-CN']] : [])];
    for (const name of names) {
      if (seen.has(name)) continue;
      seen.add(name);
      const text = normalized(name);
      for (const run of hanRuns(text)) {
        const parts = run.map((word) => word.text);
        const whole = parts.join('');
        if (whole.length >= 2 && whole.length <= 6) words.add(whole);
        for (const [at, part] of parts.entries()) {
          if (part.length >= 2) words.add(part);
          const joined = `${part}${parts[at + 1] ?? ''}`;
          if (joined.length >= 2 && joined.length <= 4) words.add(joined);
        }
      }
      await breathe();
    }
  }
  return [...words];
}

function itemLines(items: readonly InformationItem[]): { readonly lines: Uint8Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(items.length + 1);
  let at = 0;
  const lines = items.map((item, doc) => {
    const line = Buffer.concat([itemLine(item), Buffer.from('\n')]);
    starts[doc] = at;
    at += line.length;
    return line;
  });
  starts[items.length] = at;
  return { lines: Buffer.concat(lines), starts };
}

function endsOf(lengths: readonly number[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(lengths, (length) => (end += length));
}

function strings(name: string, texts: readonly string[]): Record<string, Section> {
  const { bytes, ends } = packStrings(texts);
  return { [`${name}s`]: bytes, [`${name}Ends`]: ends };
}

function section(name: string, lists: Lists): Record<string, Section> {
  const keys = inByteOrder(lists.keys());
  const numbers = new Uint32Array(keys.reduce((sum, key) => sum + (lists.get(key)?.length ?? 0), 0));
  const ends = new Uint32Array(keys.length);
  let at = 0;
  for (const [index, key] of keys.entries()) {
    const list = lists.get(key) ?? [];
    numbers.set(list, at);
    at += list.length;
    ends[index] = at;
  }
  return { ...strings(name, keys), [`${name}Lists`]: numbers, [`${name}ListEnds`]: ends };
}

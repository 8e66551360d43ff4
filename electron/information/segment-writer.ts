import { crc32 } from 'node:zlib';
import { informationKinds } from '../../contract/information/item.ts';
import type { InformationItem } from '../../contract/information/item.ts';
import type { LocalizedText } from '../../contract/text.ts';
import { dayNumber } from './days.ts';
import { packSections } from './index-file.ts';
import type { Section } from './index-file.ts';
import { createTermReader, FIELD_BITS } from './item-terms.ts';
import { itemLines } from './item-line.ts';
import type { ItemLines } from './item-line.ts';
import { phrasesOf } from './phrases.ts';
import { wholePinyin } from './pinyin-terms.ts';
import type { Breathe } from './slices.ts';
import { inByteOrder, packStrings } from './string-table.ts';
import { hanRuns, normalized } from './words.ts';

/** A day that never comes: the item does not expire. */
export const NEVER = 0x7fffffff;

/** Some items and their index, as they are written to the disk. Neither changes afterwards. */
export interface PackedSegment {
  readonly items: ItemLines;
  readonly index: Uint8Array;
}

/** How much of a segment is made, from 0 to 1. */
export type TellShare = (share: number) => void;

/** Of all the work on a segment, finding its terms takes this share. */
const TERMS_SHARE = 0.7;

/** Makes a segment. Items are numbered from the newest on, so that lists need no sorting. */
export async function packSegment(given: Iterable<InformationItem>, breathe: Breathe, tell: TellShare = () => undefined): Promise<PackedSegment> {
  const items = [...given].sort(newestFirst);
  const terms = await termSections(items, breathe, (share) => tell(share * TERMS_SHARE));
  const phrases = await phraseLists(items, breathe);
  tell(0.85);
  const lines = itemLines(items);
  const ids = items.map(({ id }, doc) => ({ bytes: Buffer.from(id), doc })).sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  const idPlaces = new Uint32Array(items.length);
  for (const [place, { doc }] of ids.entries()) idPlaces[doc] = place;
  const cards = packStrings(items.map((item) => JSON.stringify(headOf(item))));
  const shared = createNumbering();
  const froms = Uint32Array.from(items, (item) => shared.numberOf(JSON.stringify(fromOf(item))));
  const units = Uint32Array.from(items, (item) => (item.kind === 'market-price' ? shared.numberOf(JSON.stringify(item.unit)) : 0));
  tell(0.9);
  const index = packSections({
    kinds: Uint8Array.from(items, ({ kind }) => informationKinds.indexOf(kind)),
    dates: Int32Array.from(items, ({ date }) => dayNumber(date)),
    expires: Int32Array.from(items, ({ expires }) => (expires === null ? NEVER : dayNumber(expires))),
    series: Uint32Array.from(items, seriesOf),
    cards: cards.bytes,
    cardEnds: cards.ends,
    itemStarts: lines.starts,
    ids: Buffer.concat(ids.map(({ bytes }) => bytes)),
    idEnds: endsOf(ids.map(({ bytes }) => bytes.length)),
    idDocs: Uint32Array.from(ids, ({ doc }) => doc),
    idPlaces,
    froms,
    units,
    ...strings('shared', shared.all()),
    ...terms,
    ...section('phrase', phrases.phrases),
    ...section('key', phrases.keys),
    ...strings('name', await nameWords(items, breathe)),
  });
  return { items: lines, index };
}

export function newestFirst(a: InformationItem, b: InformationItem): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return informationKinds.indexOf(a.kind) - informationKinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1);
}

/** What of an item's card no other item has: its title in both languages, and its price. */
export type CardHead = readonly [zh: string, en: string | null, price: number | null];

function headOf(item: InformationItem): CardHead {
  return [item.title['zh-CN'], item.title.en ?? null, item.kind === 'market-price' ? item.price : null];
}

/** Who says so, as the card shows it. */
function fromOf(item: InformationItem): LocalizedText {
  return item.kind === 'market-price' ? item.market : item.source;
}

/** Numbers texts in the order in which they come, each once. */
function createNumbering() {
  const numbers = new Map<string, number>();
  return {
    numberOf: (text: string): number => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
    all: (): readonly string[] => [...numbers.keys()],
  };
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

/** The terms of the items with their lists. Millions of entries: gathered in plain numbers, and sorted by counting. */
async function termSections(items: readonly InformationItem[], breathe: Breathe, tell: TellShare): Promise<Record<string, Section>> {
  const reader = createTermReader();
  let [terms, values] = [new Uint32Array(items.length * 32), new Uint32Array(items.length * 32)];
  let count = 0;
  for (const [doc, item] of items.entries()) {
    reader.read(item, (term, bits) => {
      if (count === terms.length) [terms, values] = [twiceAsLong(terms), twiceAsLong(values)];
      terms[count] = term;
      values[count] = (doc << FIELD_BITS) | bits;
      count += 1;
    });
    if (doc % 500 === 0) tell(doc / items.length);
    await breathe();
  }
  const keys = inByteOrder(reader.terms);
  const places = new Map(keys.map((key, place) => [key, place]));
  const placeOf = Uint32Array.from(reader.terms, (term) => places.get(term) ?? 0);
  const ends = new Uint32Array(keys.length);
  for (let at = 0; at < count; at++) {
    const place = placeOf[terms[at] ?? 0] ?? 0;
    ends[place] = (ends[place] ?? 0) + 1;
  }
  let end = 0;
  const next = Uint32Array.from(ends, (length) => (end += length) - length);
  const numbers = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    const place = placeOf[terms[at] ?? 0] ?? 0;
    const to = next[place] ?? 0;
    numbers[to] = values[at] ?? 0;
    next[place] = to + 1;
  }
  // Each list was filled to where the one after it begins.
  return { ...strings('term', keys), termLists: numbers, termListEnds: next };
}

function twiceAsLong(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(Math.max(64, numbers.length * 2));
  longer.set(numbers);
  return longer;
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

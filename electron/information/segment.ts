import { informationKinds } from '../../contract/information/item.ts';
import type { InformationKind } from '../../contract/information/item.ts';
import { informationHitSchema } from '../../contract/ipc/calls.ts';
import type { InformationHit } from '../../contract/ipc/calls.ts';
import { dayOf } from './days.ts';
import { sectionReader, unpackSections } from './index-file.ts';
import { nearWordsOf } from './near-words.ts';
import type { NearWords } from './near-words.ts';
import type { CardHead } from './segment-writer.ts';
import { stringTable } from './string-table.ts';
import type { StringTable } from './string-table.ts';

/** Texts, each with a list of numbers. */
export interface ListTable extends StringTable {
  readonly list: (index: number) => Uint32Array;
}

/** The index of some items, read where it lies in memory: opening it costs one read of its file. */
export interface Segment {
  readonly count: number;
  readonly dates: Int32Array;
  /** The last day, as its number. */
  readonly expires: Int32Array;
  /** 0 for what is no price. */
  readonly series: Uint32Array;
  /** 0 for an item that was removed or replaced since. */
  readonly alive: Uint8Array;
  /** Term → items, each with its bits of `fields` in the lowest places. */
  readonly terms: ListTable;
  /** What is suggested → items. */
  readonly phrases: ListTable;
  /** What is typed → phrases. */
  readonly keys: ListTable;
  /** Finds what was meant among the words of names. Prepared when first needed, and kept. */
  readonly near: () => NearWords;
  /** Terms in letters, with their kind before them: English words and written out pinyin. Likewise. */
  readonly letters: () => ReadonlySet<string>;
  readonly kindOf: (doc: number) => InformationKind;
  readonly card: (doc: number) => InformationHit;
  /** Where its line begins and ends in the file of the items. */
  readonly line: (doc: number) => readonly [start: number, end: number];
  /** The item with this id; -1 when it is not here. */
  readonly docOf: (id: string) => number;
}

/** Null for bytes that are damaged or of another layout. */
export function openSegment(file: Uint8Array): Segment | null {
  const sections = unpackSections(file);
  if (sections === null) return null;
  const read = sectionReader(sections);
  const table = (name: string): StringTable => stringTable(read.bytes(`${name}s`), read.uint32(`${name}Ends`));
  const lists = (name: string): ListTable => {
    const [numbers, ends] = [read.uint32(`${name}Lists`), read.uint32(`${name}ListEnds`)];
    return { ...table(name), list: (index) => numbers.subarray(index === 0 ? 0 : (ends[index - 1] ?? 0), ends[index] ?? 0) };
  };
  const kinds = read.bytes('kinds');
  const cards = stringTable(read.bytes('cards'), read.uint32('cardEnds'));
  const starts = read.uint32('itemStarts');
  const ids = table('id');
  const idDocs = read.uint32('idDocs');
  const idPlaces = read.uint32('idPlaces');
  const [froms, units, shared] = [read.uint32('froms'), read.uint32('units'), table('shared')];
  const dates = read.int32('dates');
  const names = table('name');
  const terms = lists('term');
  let near: NearWords | null = null;
  let letters: ReadonlySet<string> | null = null;
  return {
    count: kinds.length,
    dates,
    expires: read.int32('expires'),
    series: read.uint32('series'),
    alive: new Uint8Array(kinds.length).fill(1),
    terms,
    phrases: lists('phrase'),
    keys: lists('key'),
    near: () => (near ??= nearWordsOf(Array.from({ length: names.count }, (_, index) => names.at(index)))),
    letters: () => (letters ??= lettersOf(terms)),
    kindOf: (doc) => informationKinds[kinds[doc] ?? 0] ?? 'contact',
    card: (doc) => {
      const [zh, en, price] = JSON.parse(cards.at(doc)) as CardHead;
      const kind = informationKinds[kinds[doc] ?? 0];
      return informationHitSchema.parse({
        id: ids.at(idPlaces[doc] ?? 0),
        kind,
        date: dayOf(dates[doc] ?? 0),
        title: en === null ? { 'zh-CN': zh } : { 'zh-CN': zh, en },
        price: price === null ? null : { value: price, unit: JSON.parse(shared.at(units[doc] ?? 0)) as unknown },
        from: JSON.parse(shared.at(froms[doc] ?? 0)) as unknown,
      });
    },
    line: (doc) => [starts[doc] ?? 0, starts[doc + 1] ?? 0],
    docOf: (id) => {
      const index = ids.find(id);
      return index === -1 ? -1 : (idDocs[index] ?? -1);
    },
  };
}

function lettersOf(terms: StringTable): ReadonlySet<string> {
  const all = new Set<string>();
  for (const kind of ['p', 'w']) {
    const [from] = terms.range(`${kind}a`);
    const [, to] = terms.range(`${kind}z`);
    for (let index = from; index < to; index++) all.add(terms.at(index));
  }
  return all;
}

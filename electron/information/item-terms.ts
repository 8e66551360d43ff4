import type { InformationItem } from '../../contract/information/item.ts';
import type { LocalizedText } from '../../contract/text.ts';
import { pinyinTerms } from './pinyin-terms.ts';
import { remembering } from './remembered.ts';
import { clausesOf, hanStretches, normalized, pairsOf, stemOf, wordsOf } from './words.ts';

/** Where in an item a term stands: bits that add up. */
export const fields = {
  /** It is the whole name of what the item is about: a product, a title. */
  subject: 16,
  /** It is one of the other words for that. */
  keyword: 8,
  /** A name begins with it. */
  begins: 4,
  /** It stands in a name. */
  name: 2,
  text: 1,
} as const;
export const FIELD_BITS = 5;

/** Kinds of terms; a term in the index is written with its kind before it. */
export const kindsOfTerms = { word: 'w', part: 'b', pinyin: 'p', initials: 'i' } as const;

/** Reads items one after the other, and numbers their terms in the order in which they turn up. */
export interface TermReader {
  /** Gives each term of the item once, with its bits of `fields`. */
  readonly read: (item: InformationItem, take: (term: number, bits: number) => void) => void;
  /** The terms by number, each with its kind before it. */
  readonly terms: readonly string[];
}

/** What a name comes to. */
interface NameTerms {
  readonly terms: readonly number[];
  readonly bits: readonly number[];
  /** The name typed whole. */
  readonly whole: number;
}

/** What texts come to is remembered while one index is built: names and clauses recur. */
export function createTermReader(): TermReader {
  const terms: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, terms.length);
    return terms.push(term) - 1;
  };
  const nameOf = remembering<NameTerms>(MOST_KEPT, (name) => {
    const found = nameTerms(name);
    return { terms: [...found.keys()].map(numberOf), bits: [...found.values()], whole: numberOf(`w${normalized(name)}`) };
  });
  const clauseOf = remembering<readonly number[]>(MOST_KEPT, (clause) => [...textTerms(normalized(clause))].map(numberOf));

  /** Bits of the terms of the item that is being read; 0 for all others. */
  let marks = new Uint8Array(1 << 16);
  let touched: number[] = [];
  const add = (term: number, bits: number): void => {
    if (term >= marks.length) {
      const larger = new Uint8Array(Math.max(marks.length * 2, term + 1));
      larger.set(marks);
      marks = larger;
    }
    const before = marks[term] ?? 0;
    if (before === 0) touched.push(term);
    marks[term] = before | bits;
  };
  return {
    terms,
    read: (item, take) => {
      touched = [];
      for (const { text, whole } of namesOf(item)) {
        const name = nameOf(text);
        for (let at = 0; at < name.terms.length; at++) add(name.terms[at] ?? 0, name.bits[at] ?? 0);
        add(name.whole, whole | fields.name);
      }
      for (const text of textsOf(item)) {
        for (const clause of clausesOf(text)) for (const term of clauseOf(clause)) add(term, fields.text);
      }
      for (const term of touched) {
        take(term, marks[term] ?? 0);
        marks[term] = 0;
      }
    },
  };
}

/** So many texts are remembered at most. */
const MOST_KEPT = 50_000;

function nameTerms(name: string): ReadonlyMap<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, bits: number): void => void terms.set(term, (terms.get(term) ?? 0) | bits);
  const text = normalized(name);
  let first = true;
  for (const word of wordsOf(text)) {
    add(`w${word.han ? word.text : stemOf(word.text)}`, first ? fields.begins | fields.name : fields.name);
    first = false;
  }
  for (const stretch of hanStretches(text)) {
    for (const pair of pairsOf(stretch)) add(`b${pair}`, text.startsWith(pair) ? fields.begins | fields.name : fields.name);
    for (const character of stretch) add(`b${character}`, fields.name);
  }
  const { full, initials } = pinyinTerms(text);
  for (const term of full) add(`p${term}`, fields.name);
  for (const term of initials) add(`i${term}`, fields.name);
  return terms;
}

function textTerms(clause: string): ReadonlySet<string> {
  const terms = new Set<string>();
  for (const word of wordsOf(clause)) terms.add(`w${word.han ? word.text : stemOf(word.text)}`);
  for (const stretch of hanStretches(clause)) for (const pair of pairsOf(stretch)) terms.add(`b${pair}`);
  return terms;
}

/** The names of an item, and the bits for one that is typed whole. */
function namesOf(item: InformationItem): readonly { readonly text: string; readonly whole: number }[] {
  const named = (texts: readonly string[], whole: number) => texts.map((text) => ({ text, whole }));
  const own = item.kind === 'market-price' ? [...named(both(item.product), fields.subject), ...named(both(item.market), 0)] : [];
  return [...named(both(item.title), fields.subject), ...named(item.keywords, fields.keyword), ...own];
}

function textsOf(item: InformationItem): readonly string[] {
  return [...both(item.body), ...both(item.source), ...ownTexts(item)];
}

function ownTexts(item: InformationItem): readonly string[] {
  switch (item.kind) {
    case 'market-price':
      return [];
    case 'supply-demand':
      return [...both(item.contact.name), item.contact.phone];
    case 'technique':
      return item.steps.flatMap(both);
    case 'policy':
      return both(item.authority);
    case 'contact':
      return [...both(item.address), item.phone];
  }
}

function both(text: LocalizedText): string[] {
  return text.en === undefined ? [text['zh-CN']] : [text['zh-CN'], text.en];
}

import type { InformationItem } from '../../contract/information/item.ts';
import type { LocalizedText } from '../../contract/text.ts';
import { pinyinTerms } from './pinyin-terms.ts';
import { hanStretches, normalized, pairsOf, sentencesOf, stemOf, wordsOf } from './words.ts';

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

/** Everything under which an item is found: term → bits of `fields`. */
export type ItemTerms = ReadonlyMap<string, number>;

/** What texts come to is remembered while one index is built: names and sentences recur. */
export function createTermReader(): (item: InformationItem) => ItemTerms {
  const names = new Map<string, ReadonlyMap<string, number>>();
  const texts = new Map<string, ReadonlySet<string>>();
  return (item) => {
    const terms = new Map<string, number>();
    const add = (term: string, bits: number): void => void terms.set(term, (terms.get(term) ?? 0) | bits);
    for (const { text, whole } of namesOf(item)) {
      for (const [term, bits] of kept(names, text, nameTerms)) add(term, bits);
      add(`w${normalized(text)}`, whole | fields.name);
    }
    for (const text of textsOf(item)) {
      for (const sentence of sentencesOf(normalized(text))) for (const term of kept(texts, sentence, textTerms)) add(term, fields.text);
    }
    return terms;
  };
}

/** So many texts are remembered at most. */
const MOST_KEPT = 20_000;

function kept<T>(known: Map<string, T>, text: string, make: (text: string) => T): T {
  const found = known.get(text);
  if (found !== undefined) return found;
  const made = make(text);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(text, made);
  return made;
}

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

function textTerms(sentence: string): ReadonlySet<string> {
  const terms = new Set<string>();
  for (const word of wordsOf(sentence)) terms.add(`w${word.han ? word.text : stemOf(word.text)}`);
  for (const stretch of hanStretches(sentence)) for (const pair of pairsOf(stretch)) terms.add(`b${pair}`);
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

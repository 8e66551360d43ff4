import type { InformationItem } from '../../contract/information/item.ts';
import type { LocalizedText } from '../../contract/text.ts';
import { pinyinTerms } from './pinyin-terms.ts';
import type { Breathe } from './slices.ts';
import { indexTerms, normalized, sentencesOf } from './words.ts';

/** The fields of the index: what an item is called, what it says, and how the former is typed in pinyin. */
export const indexFields = ['name', 'text', 'pinyin'] as const;
type IndexField = (typeof indexFields)[number];

/** Terms of an item, parted by `TERM_END`. */
export interface IndexEntry extends Readonly<Record<IndexField, string>> {
  readonly id: string;
}

export const TERM_END = '\n';

/** Everything under which an item is found. */
export async function indexEntry(item: InformationItem, breathe: Breathe): Promise<IndexEntry> {
  const name = new Set<string>();
  const text = new Set<string>();
  const pinyin = new Set<string>();
  for (const one of namesOf(item)) {
    addAll(name, indexTerms(normalized(one), true));
    addAll(pinyin, pinyinTerms(normalized(one)));
    await breathe();
  }
  for (const one of textsOf(item)) {
    for (const sentence of sentencesOf(normalized(one))) {
      addAll(text, indexTerms(sentence, false));
      await breathe();
    }
  }
  return { id: item.id, name: joined(name), text: joined(text), pinyin: joined(pinyin) };
}

function namesOf(item: InformationItem): readonly string[] {
  return [...both(item.title), ...item.keywords, ...(item.kind === 'market-price' ? [...both(item.product), ...both(item.market)] : [])];
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

function addAll(terms: Set<string>, more: ReadonlySet<string>): void {
  for (const term of more) terms.add(term);
}

function joined(terms: ReadonlySet<string>): string {
  return [...terms].join(TERM_END);
}

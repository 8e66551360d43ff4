import type { Query } from 'minisearch';
import { hanStretches, normalized, pairsOf, wordsOf } from './words.ts';
import type { Word } from './words.ts';

/** Words shorter than this must be typed right: one error in three letters finds everything. */
const FUZZY_FROM_LETTERS = 4;

/** What a person typed, taken apart. */
export interface ReadQuery {
  readonly words: readonly Word[];
  /** Finds the items that have every word. */
  readonly all: Query;
  /** Finds the items that have any of them. */
  readonly any: Query;
}

/** Null when nothing was typed that could be looked for. */
export function readQuery(typed: string): ReadQuery | null {
  const words = [...wordsOf(normalized(typed))];
  if (words.length === 0) return null;
  const queries = words.map(wordQuery);
  return { words, all: { combineWith: 'AND', queries }, any: { combineWith: 'OR', queries } };
}

function wordQuery({ text, han }: Word): Query {
  if (!han) {
    const letters = /^[a-z]+$/.test(text);
    const fuzzy = letters && text.length >= FUZZY_FROM_LETTERS ? 1 : false;
    const written: Query = { queries: [text], fields: ['name', 'text'], prefix: true, fuzzy };
    return letters ? { combineWith: 'OR', queries: [written, { queries: [text], fields: ['pinyin'], prefix: true }] } : written;
  }
  // A word may be cut differently in the items: its pairs then find it.
  const pairs = hanStretches(text).flatMap(pairsOf).filter((pair) => pair !== text);
  const whole: Query = { queries: [text], prefix: true };
  return pairs.length === 0 ? whole : { combineWith: 'OR', queries: [whole, { combineWith: 'AND', queries: pairs }] };
}

import { remembering } from './remembered.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** One form for what people type and what is written: half width, lower case. */
export function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A word of a normalized text. */
export interface Word {
  readonly text: string;
  /** Where it begins in the text. */
  readonly at: number;
  readonly han: boolean;
}

/** The words of a normalized text; punctuation and spaces give none. */
export function wordsOf(text: string): readonly Word[] {
  return text.length <= LONGEST_REMEMBERED ? cutBefore(text) : cut(text);
}

/** Cutting a text takes the most time of all. */
const cutBefore = remembering(20_000, cut);
const LONGEST_REMEMBERED = 60;

function cut(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) words.push({ text: segment, at: index, han: isHan(segment) });
  }
  return words;
}

/** Chinese words that stand without anything between them. */
export function hanRuns(text: string): readonly (readonly Word[])[] {
  const runs: Word[][] = [];
  let end = -1;
  for (const word of wordsOf(text)) {
    if (!word.han) continue;
    const run = runs[runs.length - 1];
    if (run !== undefined && word.at === end) run.push(word);
    else runs.push([word]);
    end = word.at + word.text.length;
  }
  return runs;
}

/** Overlapping pairs of a stretch of Chinese characters: 马铃薯 → 马铃, 铃薯. They find what a word list cuts differently. */
export function pairsOf(stretch: string): readonly string[] {
  const pairs: string[] = [];
  let before = '';
  for (const character of stretch) {
    if (before !== '') pairs.push(before + character);
    before = character;
  }
  return pairs;
}

/** Stretches of Chinese characters without anything between them. */
export function hanStretches(text: string): readonly string[] {
  return text.match(/\p{Script=Han}+/gu) ?? [];
}

/** An English word as it is found: without the ending of the plural. Anything else stays as it is. */
export function stemOf(word: string): string {
  if (!word.endsWith('s') || !/^[a-z]{4,}$/.test(word) || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(oes|xes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** A text cut where a clause ends: no word reaches over that, no piece takes long to work on, and many recur from item to item. */
export function clausesOf(text: string): readonly string[] {
  return text.match(/(?:[^，。！？；：、\n]{1,1000}?[,.;:!?] )|[^，。！？；：、\n]{1,1000}/gu) ?? [];
}

function isHan(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first >= 0x4e00 && first <= 0x9fff) return true; // As nearly all are: no pattern is needed for them.
  return /\p{Script=Han}/u.test(text);
}

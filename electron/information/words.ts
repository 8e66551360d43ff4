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

/** Names recur, in an item and from item to item, and cutting a text takes the most time of all. */
const remembered = new Map<string, readonly Word[]>();
const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 60;

/** The words of a normalized text; punctuation and spaces give none. */
export function wordsOf(text: string): readonly Word[] {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) words.push({ text: segment, at: index, han: isHan(segment) });
  }
  if (text.length <= LONGEST_REMEMBERED) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, words);
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
  const characters = Array.from(stretch);
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

/** Stretches of Chinese characters without anything between them. */
export function hanStretches(text: string): readonly string[] {
  return text.match(/\p{Script=Han}+/gu) ?? [];
}

/** An English word as it is found: without the ending of the plural. Anything else stays as it is. */
export function stemOf(word: string): string {
  if (!/^[a-z]{4,}$/.test(word) || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(oes|xes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** A text cut where a sentence ends, so that no piece takes long to work on. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/[^。！？；\n]{1,1000}[。！？；\n]?/gu) ?? [];
}

function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

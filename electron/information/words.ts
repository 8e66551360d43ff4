const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** One form for what people type and what is written: half width, lower case. */
export function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A word of a normalized text. */
export interface Word {
  readonly text: string;
  readonly han: boolean;
}

/** The words of a normalized text; punctuation and spaces give none. */
export function* wordsOf(text: string): Generator<Word> {
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true) yield { text: segment, han: isHan(segment) };
  }
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

/** Everything under which a normalized text is found. `singles` adds each Chinese character by itself: for short texts. */
export function indexTerms(text: string, singles: boolean): Set<string> {
  const terms = new Set<string>();
  for (const word of wordsOf(text)) terms.add(word.text);
  for (const stretch of hanStretches(text)) {
    for (const pair of pairsOf(stretch)) terms.add(pair);
    if (singles) for (const character of stretch) terms.add(character);
  }
  return terms;
}

/** A text cut where a sentence ends, so that no piece takes long to work on. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/[^。！？；\n]{1,1000}[。！？；\n]?/gu) ?? [];
}

function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

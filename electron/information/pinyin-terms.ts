import { pinyin } from 'pinyin-pro';
import { hanStretches, wordsOf } from './words.ts';

/** More letters than anybody types. */
const MOST_LETTERS = 40;

/**
 * The pinyin under which a short normalized text is found: from each word on, to the end of its stretch of Chinese,
 * the full syllables and their initials. 土豆种植 → tudouzhongzhi, tdzz, zhongzhi, zz; ü is written v.
 */
export function pinyinTerms(text: string): Set<string> {
  const terms = new Set<string>();
  for (const stretch of hanStretches(text)) {
    const syllables = pinyin(stretch, { type: 'array', toneType: 'none', v: true });
    let at = 0;
    for (const word of wordsOf(stretch)) {
      const rest = syllables.slice(at);
      terms.add(rest.join('').slice(0, MOST_LETTERS));
      terms.add(rest.map((syllable) => syllable.charAt(0)).join('').slice(0, MOST_LETTERS));
      at += Array.from(word.text).length;
    }
  }
  return terms;
}

import { pinyin } from 'pinyin-pro';
import { remembering } from './remembered.ts';
import { hanRuns, hanStretches } from './words.ts';

/** More letters than anybody types. */
const MOST_LETTERS = 40;

export interface PinyinTerms {
  /** Written out: 土豆种植 → tudou, tudouzhongzhi, zhongzhi. */
  readonly full: ReadonlySet<string>;
  /** Initials: td, tdzz, zz. */
  readonly initials: ReadonlySet<string>;
}

/**
 * Under what a short normalized text is found in pinyin: each word, each with the next, and from each on to the end of its
 * stretch of Chinese.
 */
export function pinyinTerms(text: string): PinyinTerms {
  const full = new Set<string>();
  const initials = new Set<string>();
  for (const run of hanRuns(text)) {
    const syllables = syllablesOf(run.map((word) => word.text).join(''));
    let at = 0;
    for (const [index, word] of run.entries()) {
      const end = at + Array.from(word.text).length;
      const next = end + Array.from(run[index + 1]?.text ?? '').length;
      for (const part of [syllables.slice(at, end), syllables.slice(at, next), syllables.slice(at)]) {
        full.add(part.join('').slice(0, MOST_LETTERS));
        if (part.length > 1) initials.add(initialsOf(part));
      }
      at = end;
    }
  }
  return { full, initials };
}

/** The pinyin of a whole text, both ways; null when there is no Chinese in it. */
export function wholePinyin(text: string): { readonly full: string; readonly initials: string } | null {
  const syllables = hanStretches(text).flatMap(syllablesOf);
  return syllables.length === 0 ? null : { full: syllables.join('').slice(0, MOST_LETTERS), initials: initialsOf(syllables) };
}

/** One syllable a character; ü is written v. */
export const syllablesOf = remembering<readonly string[]>(20_000, (stretch) => pinyin(stretch, { type: 'array', toneType: 'none', v: true }));

function initialsOf(syllables: readonly string[]): string {
  return syllables.map((syllable) => syllable.charAt(0)).join('').slice(0, MOST_LETTERS);
}

import { lettersWithOneError, nearWordsOf } from './near-words.ts';
import type { NearWords } from './near-words.ts';
import type { Segment } from './segment.ts';
import { spellings } from './spellings.ts';
import { hintWords } from './spoken-words.ts';
import type { Synonyms } from './synonyms.ts';

/** What is known of words besides the items: synonyms and the words of questions. Costly to make, and the same for many versions. */
export interface Vocabulary {
  readonly synonyms: Synonyms;
  /** Words that are spelled so in pinyin, whole or by initials. */
  readonly spelled: (letters: string) => readonly string[];
  readonly near: NearWords;
}

/** What is known of words: from the items, the synonyms, and the words of questions. */
export interface Lexicon extends Vocabulary {
  /** Whether a term (its kind before it) is in any item. */
  readonly has: (term: string) => boolean;
  readonly hasPrefix: (prefix: string) => boolean;
  /** Terms in letters (written out pinyin, English words) with one error. */
  readonly nearLetters: (letters: string) => readonly string[];
}

/** Prepares what takes long when it is first asked for: most people type words as they are. */
export function vocabularyOf(synonyms: Synonyms): Vocabulary {
  let spelled: ReadonlyMap<string, readonly string[]> | null = null;
  let near: NearWords | null = null;
  return {
    synonyms,
    spelled: (letters) => (spelled ??= spellings(synonyms)).get(letters) ?? [],
    near: (typed) => (near ??= nearWordsOf([...synonyms.words(), ...hintWords()].filter((word) => word.length > 1)))(typed),
  };
}

export function createLexicon(segments: readonly Segment[], vocabulary: Vocabulary): Lexicon {
  return {
    ...vocabulary,
    has: (term) => segments.some(({ terms }) => terms.find(term) !== -1),
    hasPrefix: (prefix) =>
      segments.some(({ terms }) => {
        const [from, to] = terms.range(prefix);
        return from < to;
      }),
    near: (typed) => [...new Set([...segments.flatMap((segment) => segment.near()(typed)), ...vocabulary.near(typed)])],
    nearLetters: (typed) => {
      const found = new Set<string>();
      for (const one of lettersWithOneError(typed)) {
        for (const kind of ['p', 'w']) if (segments.some((segment) => segment.letters().has(kind + one))) found.add(kind + one);
      }
      return [...found];
    },
  };
}

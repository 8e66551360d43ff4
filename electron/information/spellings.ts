import { wholePinyin } from './pinyin-terms.ts';
import { hintOf, hintWords } from './spoken-words.ts';
import type { Synonyms } from './synonyms.ts';

/** Only these words of questions are known by their initials: others would take too many of the villagers' own. */
const KNOWN_BY_INITIALS = new Set(['价格', '行情', '多少钱', '电话', '补贴']);

/** Pinyin, whole or by initials → the words of synonyms and questions that are spelled so. */
export function spellings(synonyms: Synonyms): ReadonlyMap<string, readonly string[]> {
  const spelled = new Map<string, string[]>();
  const questions = [...hintWords()].filter((word) => hintOf(word)?.kind !== undefined);
  for (const word of new Set([...synonyms.words(), ...questions])) {
    const pinyin = wholePinyin(word);
    if (pinyin === null) continue;
    const byInitials = hintOf(word) === null ? word.length > 1 : KNOWN_BY_INITIALS.has(word);
    for (const letters of new Set(byInitials ? [pinyin.full, pinyin.initials] : [pinyin.full])) spelled.set(letters, [...(spelled.get(letters) ?? []), word]);
  }
  return spelled;
}

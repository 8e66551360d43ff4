import type { Lexicon } from './lexicon.ts';
import { wordToken, wordWays } from './query.ts';
import type { Token, Way } from './query.ts';
import { hintOf } from './spoken-words.ts';
import { stemOf } from './words.ts';

/** Words shorter than this must be typed right: one error in three letters finds everything. */
const CORRECTED_FROM = 4;
const MOST_LETTERS = 40;

/**
 * Letters without a space: an English word, pinyin written out, its initials, or several of these in a row. Beside other
 * words (not `alone`) jg is 价格 rather than the initials of something.
 */
export function readLetters(letters: string, lexicon: Lexicon, alone: boolean): readonly Token[] {
  const typed = letters.slice(0, MOST_LETTERS);
  const hint = hintOf(typed) ?? hintOf(stemOf(typed));
  if (hint !== null) return [{ word: typed, hint }];
  const whole = knownWhole(typed, lexicon, alone);
  if (whole !== null) return [whole];
  const ways = begunWays(typed, lexicon);
  if (ways.length > 0) return [{ ways }];
  return cutLetters(typed, lexicon) ?? [corrected(typed, lexicon)];
}

/** A token for letters that stand for a word as they are; null when they do not. */
function knownWhole(typed: string, lexicon: Lexicon, alone: boolean): Token | null {
  const ways = wholeWays(typed, lexicon);
  const spelled = lexicon.spelled(typed);
  const question = spelled.find((word) => hintOf(word) !== null && lexicon.synonyms.of(word).length === 0);
  if (question !== undefined && (ways.length === 0 || !alone)) return wordToken(question, lexicon);
  if (ways.length === 0) return null;
  return { ways: [...ways, ...begunWays(typed, lexicon)] };
}

function wholeWays(typed: string, lexicon: Lexicon): readonly Way[] {
  const stem = stemOf(typed);
  const exact: Way[] = [];
  if (lexicon.has(`w${stem}`)) exact.push({ terms: [`w${stem}`], weight: 1 });
  if (lexicon.has(`p${typed}`)) exact.push({ terms: [`p${typed}`], weight: 0.95 });
  if (lexicon.has(`i${typed}`)) exact.push({ terms: [`i${typed}`], weight: 0.85 });
  const synonyms = [typed, stem].flatMap((word) => lexicon.synonyms.of(word)).map((word): Way => ({ terms: [`w${stemOf(word)}`], weight: 0.88 }));
  const spelled = lexicon.spelled(typed).filter((word) => lexicon.synonyms.of(word).length > 0);
  return [...exact, ...synonyms, ...spelled.flatMap((word) => wordWays(word, lexicon).filter(({ prefix }) => prefix !== true)).map((way) => ({ ...way, weight: way.weight * 0.9 }))];
}

function begunWays(typed: string, lexicon: Lexicon): readonly Way[] {
  const begun: readonly (readonly [string, number])[] = [[`w${typed}`, 0.75], [`p${typed}`, 0.8], [`i${typed}`, 0.7]];
  return begun.flatMap(([term, weight]): readonly Way[] => (lexicon.hasPrefix(term) ? [{ terms: [term], prefix: true, weight }] : []));
}

/** mlsjg is mls and jg, yumidayao is yumi and dayao: the fewest known parts, written out rather than by initials. */
function cutLetters(typed: string, lexicon: Lexicon): readonly Token[] | null {
  interface Cut { readonly cost: number; readonly parts: readonly string[] }
  const best: (Cut | null)[] = [{ cost: 0, parts: [] }];
  for (let end = 1; end <= typed.length; end++) {
    let found: Cut | null = null;
    for (let from = 0; from <= end - 2; from++) {
      const before = best[from] ?? null;
      if (before === null) continue;
      const part = typed.slice(from, end);
      const price = priceOf(part, end === typed.length, lexicon);
      if (price !== null && (found === null || before.cost + price < found.cost)) found = { cost: before.cost + price, parts: [...before.parts, part] };
    }
    best.push(found);
  }
  const cut = best[typed.length] ?? null;
  return cut === null ? null : cut.parts.flatMap((part) => knownWhole(part, lexicon, false) ?? { ways: begunWays(part, lexicon) });
}

function priceOf(part: string, isLast: boolean, lexicon: Lexicon): number | null {
  if (part.length >= 3 && lexicon.has(`p${part}`)) return 1;
  if (lexicon.spelled(part).length > 0) return part.length >= 4 ? 1 : 1.3;
  if (lexicon.has(`p${part}`) || lexicon.has(`i${part}`)) return 1.6;
  return isLast && part.length >= 3 && lexicon.hasPrefix(`p${part}`) ? 1.5 : null;
}

function corrected(typed: string, lexicon: Lexicon): Token {
  if (typed.length < CORRECTED_FROM) return { ways: [] };
  const stem = stemOf(typed);
  const terms = [...lexicon.nearLetters(typed), ...(stem === typed ? [] : lexicon.nearLetters(stem))];
  return { ways: terms.map((term) => ({ terms: [term], weight: 0.7 })) };
}

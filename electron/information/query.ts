import type { InformationKind } from '../../contract/information/item.ts';
import { readDays } from './days.ts';
import type { Days } from './days.ts';
import type { Lexicon } from './lexicon.ts';
import { syllablesOf } from './pinyin-terms.ts';
import { readHan } from './read-han.ts';
import { readLetters } from './read-letters.ts';
import { hintOf } from './spoken-words.ts';
import type { Hint } from './spoken-words.ts';
import { normalized, pairsOf, stemOf } from './words.ts';

/** One way in which an item can have what was asked for. */
export interface Way {
  /** Terms with their kind before them; an item has them all. */
  readonly terms: readonly string[];
  /** The term may go on. */
  readonly prefix?: true;
  /** 1 for what was typed itself, less the further it is from that. */
  readonly weight: number;
}

/** One thing that was asked for, and the ways to have it. */
export interface Concept {
  readonly ways: readonly Way[];
}

/** What a person typed, taken apart. */
export interface ReadQuery {
  readonly concepts: readonly Concept[];
  /** Kinds that the question is for, e.g. prices when it says 多少钱. */
  readonly kinds: ReadonlySet<InformationKind>;
  readonly days: Days | null;
}

/** A piece of what was typed. */
export type Token = { readonly word: string; readonly hint: Hint } | { readonly ways: readonly Way[] };

/** Null when nothing was typed that could be looked for. */
export function readQuery(typed: string, today: string, lexicon: Lexicon): ReadQuery | null {
  const text = normalized(typed).replace(/[’']/g, '');
  const { rest, days } = readDays(text, today);
  const tokens = piecesOf(rest, lexicon).flatMap(({ han, letters, other }, _at, pieces): readonly Token[] => {
    if (han !== undefined) return readHan(han, lexicon);
    if (letters !== undefined) return readLetters(letters, lexicon, pieces.length === 1);
    return [{ ways: [{ terms: [`w${other ?? ''}`], weight: 1 }] }];
  });
  if (tokens.length === 0) return null;
  const named = tokens.filter((token) => 'ways' in token || token.hint.named === true);
  // Nothing but words of questions: they themselves are looked for, unless they name a kind.
  const kinds = new Set(tokens.flatMap((token) => ('hint' in token && token.hint.kind !== undefined ? [token.hint.kind] : [])));
  const asked = named.length > 0 || kinds.size > 0 ? named : tokens;
  return { concepts: asked.map((token) => ({ ways: 'ways' in token ? token.ways : wordWays(token.word, lexicon) })), kinds, days };
}

type Piece = Readonly<Partial<Record<'han' | 'letters' | 'other', string>>>;

/** Stretches of one writing. 羊rou without a space is one word begun in Chinese: it becomes yangrou where there is such a word. */
function piecesOf(text: string, lexicon: Lexicon): readonly Piece[] {
  const pieces: readonly Piece[] = [...text.matchAll(/(?<han>\p{Script=Han}+)|(?<letters>[a-z]+)|(?<other>[\p{L}\p{N}][\p{L}\p{N}.-]*)/gu)].map(({ groups = {} }) => groups);
  const [{ han } = {}, { letters } = {}] = pieces;
  if (pieces.length !== 2 || han === undefined || letters === undefined || !text.includes(`${han}${letters}`)) return pieces;
  const joined = `${syllablesOf(han).join('')}${letters}`;
  return lexicon.has(`p${joined}`) ? [{ letters: joined }] : pieces;
}

const SYNONYM = 0.88;
const BEGUN = 0.8;
const PARTS = 0.72;

/** How a Chinese word is had: itself, another word for it, a longer one, its pairs side by side. */
export function wordWays(word: string, lexicon: Lexicon): readonly Way[] {
  const others = lexicon.synonyms.of(word).flatMap((other): readonly Way[] => [
    { terms: [`w${stemOf(other)}`], weight: SYNONYM },
    ...(Array.from(other).length < 2 || /^[a-z]/.test(other) ? [] : [{ terms: pairTerms(other), weight: SYNONYM * PARTS }]),
  ]);
  const own: Way = { terms: [`w${/^[a-z]/.test(word) ? stemOf(word) : word}`], weight: 1 };
  const characters = Array.from(word);
  if (!/\p{Script=Han}/u.test(word)) return [own, ...others, { terms: [`w${word}`], prefix: true, weight: BEGUN }];
  if (characters.length === 1) return [own, ...others, { terms: [`b${word}`], weight: 0.6 }];
  return [own, ...others, { terms: [`w${word}`], prefix: true, weight: BEGUN }, { terms: pairTerms(word), weight: PARTS }];
}

function pairTerms(word: string): readonly string[] {
  return pairsOf(word).map((pair) => `b${pair}`);
}

/** A word as a token: one of questions, or one to look for. */
export function wordToken(word: string, lexicon: Lexicon): Token {
  const hint = hintOf(word);
  return hint === null ? { ways: wordWays(word, lexicon) } : { word, hint };
}

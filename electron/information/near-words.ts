import { shapeOf } from './spoken-words.ts';

/** Windows longer than this are not compared with names. */
export const MOST_CHARACTERS = 6;
/** More corrections than this say nothing. */
const MOST_CORRECTIONS = 6;

/** Finds the words that somebody may have meant who typed another. */
export type NearWords = (typed: string) => readonly string[];

/**
 * One character wrong, missing, too many, or two swapped, in words of three and more; in words of two, swapped or mistaken
 * for one that looks alike. Words are looked up by their characters, so that few are compared.
 */
export function nearWordsOf(words: Iterable<string>): NearWords {
  const byCharacter = new Map<string, string[]>();
  for (const word of new Set(words)) {
    for (const character of new Set(shapeOf(word))) {
      const list = byCharacter.get(character);
      if (list === undefined) byCharacter.set(character, [word]);
      else list.push(word);
    }
  }
  return (typed) => {
    const shape = shapeOf(typed);
    const shared = new Map<string, number>();
    for (const character of new Set(shape)) for (const word of byCharacter.get(character) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1);
    const found: string[] = [];
    for (const [word, count] of shared) {
      const [a, b] = [shape.length, word.length];
      if (word === typed || Math.abs(a - b) > 1 || count < Math.min(a, b) - 1 || count < 1) continue;
      const other = shapeOf(word);
      const near = Math.max(a, b) >= 3 ? count >= 2 && isOneErrorAway(shape, other) : other === shape || other === `${shape.charAt(1)}${shape.charAt(0)}`;
      if (near) found.push(word);
    }
    // Of the same length first: a wrong character is more usual than a missing one.
    return found.sort((x, y) => Math.abs(x.length - typed.length) - Math.abs(y.length - typed.length)).slice(0, MOST_CORRECTIONS);
  };
}

/** Whether two texts differ by one character that is wrong, missing, too many, or swapped with its neighbour; or not at all. */
export function isOneErrorAway(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return (
    restA.slice(1) === restB.slice(1) ||
    isWithoutFirst(restB, restA) ||
    isWithoutFirst(restA, restB) ||
    restA === `${restB.slice(1, 2)}${restB.slice(0, 1)}${restB.slice(2)}`
  );
}

function isWithoutFirst(text: string, rest: string): boolean {
  return text.length === rest.length + 1 && text.endsWith(rest);
}

/** Everything that one error makes of a word of letters. */
export function* lettersWithOneError(word: string): Generator<string> {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (after !== '') yield before + after.slice(1);
    if (after.length > 1) yield `${before}${after.charAt(1)}${after.charAt(0)}${after.slice(2)}`;
    for (const letter of letters) {
      if (after !== '') yield before + letter + after.slice(1);
      yield before + letter + after;
    }
  }
}

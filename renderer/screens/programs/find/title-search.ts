import type { LocalizedText } from '../../../../contract/text.ts';

/** Initials of the pinyin of a Chinese title, in lower case; undefined while it has not been read yet. */
export type InitialsOf = (title: string) => string | undefined;

/** Anything that is found by its title. */
interface Titled {
  readonly title: LocalizedText;
}

/**
 * The things whose title holds every word of the query, in any of its languages or by the initials of its pinyin (`mls`
 * finds 马铃薯). Titles that begin so come first; else the order stays. An empty query finds all of them.
 */
export function findByTitle<T extends Titled>(things: readonly T[], query: string, initialsOf: InitialsOf): readonly T[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return things;
  const beginning: T[] = [];
  const others: T[] = [];
  for (const thing of things) {
    const text = textOf(thing, initialsOf);
    if (!words.every((word) => text.includes(word))) continue;
    if (text.includes(`${BETWEEN}${words[0] ?? ''}`)) beginning.push(thing);
    else others.push(thing);
  }
  return [...beginning, ...others];
}

/** Stands before each text of a thing; nobody types it. */
const BETWEEN = '\n';

/** All that a thing is found by, in lower case. Made once for each, not at every key. */
function textOf({ title }: Titled, initialsOf: InitialsOf): string {
  const initials = initialsOf(title['zh-CN']);
  const known = texts.get(title);
  if (known !== undefined && known.initials === initials) return known.text;
  const titles = Object.values(title).flatMap((text) => (text === undefined ? [] : [text.normalize('NFKC').toLowerCase()]));
  const text = [...titles, initials ?? ''].map((each) => `${BETWEEN}${each}`).join('');
  texts.set(title, { initials, text });
  return text;
}

const texts = new WeakMap<LocalizedText, { readonly initials: string | undefined; readonly text: string }>();

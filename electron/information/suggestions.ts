import type { Language } from '../../contract/text.ts';
import type { Ranked } from './rank.ts';
import type { Segment } from './segment.ts';
import type { Synonyms } from './synonyms.ts';
import { normalized } from './words.ts';

/** As many as one sees at a glance. */
const MOST = 8;
/** So many phrases are looked at for one beginning: a single letter begins thousands. */
const MOST_LOOKED_AT = 20_000;

/**
 * What somebody may want who has typed so far: products and titles that begin so, in Chinese, pinyin or initials, those with
 * most items first; then the names of what the search finds. Each has at least one item that is wanted.
 */
export function suggestFrom(
  segments: readonly Segment[],
  synonyms: Synonyms,
  typed: string,
  language: Language,
  isWanted: (segment: Segment, doc: number) => boolean,
  found: () => readonly Ranked[],
): readonly string[] {
  const text = normalized(typed).trim();
  if (text === '') return [];
  const mark = language === 'en' ? 'e' : 'z';
  const beginnings = [text, ...[...synonyms.words()].filter((word) => word === text).flatMap((word) => synonyms.of(word))];
  const counted = new Map<string, { count: number; exact: boolean }>();
  for (const [index, beginning] of beginnings.entries()) {
    for (const segment of segments) {
      const [from, to] = segment.keys.range(beginning);
      for (let key = from; key < Math.min(to, from + MOST_LOOKED_AT); key++) {
        for (const phrase of segment.keys.list(key)) collect(segment, phrase, index === 0);
      }
    }
  }
  const begun = [...counted].sort(([a, x], [b, y]) => Number(y.exact) - Number(x.exact) || y.count - x.count || a.length - b.length).slice(0, MOST * 8);
  const offered = new Set<string>();
  for (const [phrase] of begun) {
    if (offered.size === MOST) break;
    if (hasWanted(phrase)) offered.add(phrase.slice(1));
  }
  if (offered.size < MOST) {
    for (const { segment, doc } of found()) {
      const { title, price } = segments[segment]?.card(doc) ?? {};
      const name = title?.[language] ?? title?.['zh-CN'];
      if (offered.size < MOST && name !== undefined && price === null) offered.add(name);
    }
  }
  offered.delete(typed.trim());
  return [...offered];

  function collect(segment: Segment, index: number, exact: boolean): void {
    const list = segment.phrases.list(index);
    const phrase = segment.phrases.at(index);
    if (!phrase.startsWith(mark)) return;
    const known = counted.get(phrase);
    if (known === undefined) counted.set(phrase, { count: list.length, exact });
    else known.count += list.length;
  }

  function hasWanted(phrase: string): boolean {
    return segments.some((segment) => {
      const index = segment.phrases.find(phrase);
      return index !== -1 && segment.phrases.list(index).some((doc) => isWanted(segment, doc));
    });
  }
}

import { informationKinds } from '../../contract/information/item.ts';
import type { InformationKind } from '../../contract/information/item.ts';
import type { InformationHit } from '../../contract/ipc/calls.ts';
import { dayNumber } from './days.ts';
import { createLexicon } from './lexicon.ts';
import type { Vocabulary } from './lexicon.ts';
import { createMatcher } from './match.ts';
import { readQuery } from './query.ts';
import { rankOf } from './rank.ts';
import type { Ranked } from './rank.ts';
import type { Segment } from './segment.ts';
import { newestOfSeries } from './series.ts';
import { suggestFrom } from './suggestions.ts';
import type { Language } from '../../contract/text.ts';
import { best } from './best.ts';

export interface Found {
  /** How many items match. */
  readonly count: number;
  /** The best of them. */
  readonly hits: readonly InformationHit[];
}

/** Finds items of one version of the wealth information. */
export interface InformationSearch {
  /**
   * The items that match, best first: by how well they match, by kind and by date. An empty query lists all, the newest
   * first. `today` (a day) leaves out what expired before it.
   */
  readonly find: (query: string, kind: InformationKind | null, today: string, most: number) => Found;
  /** Steps that do beforehand what the first mistyped word would wait for. */
  readonly prepare: () => readonly (() => void)[];
  /** What somebody may want who has typed so far; each of them finds something. */
  readonly suggest: (typed: string, language: Language, today: string) => readonly string[];
}

export function createSearch(segments: readonly Segment[], vocabulary: Vocabulary): InformationSearch {
  const lexicon = createLexicon(segments, vocabulary);
  const newest = newestOfSeries(segments);
  const matchers = segments.map(createMatcher);

  const isWanted = (segment: Segment, doc: number, kind: InformationKind | null, day: number): boolean =>
    segment.alive[doc] === 1 && (segment.expires[doc] ?? 0) >= day && (kind === null || segment.kindOf(doc) === kind);

  const list = (kind: InformationKind | null, today: string, most: number): Found => {
    const day = dayNumber(today);
    const found: Ranked[] = [];
    segments.forEach((segment, at) => {
      for (let doc = 0; doc < segment.count; doc++) {
        if (isWanted(segment, doc, kind, day)) found.push({ segment: at, doc, rank: (segment.dates[doc] ?? 0) * 10 - informationKinds.indexOf(segment.kindOf(doc)) });
      }
    });
    return cards(found, most);
  };

  const cards = (found: readonly Ranked[], most: number): Found => ({
    count: found.length,
    hits: best(found, most).flatMap(({ segment, doc }) => segments[segment]?.card(doc) ?? []),
  });

  const search = (typed: string, kind: InformationKind | null, today: string): readonly Ranked[] => {
    const query = readQuery(typed, today, lexicon);
    if (query === null) return [];
    const day = dayNumber(today);
    const sets = query.concepts.map((concept) => concept.ways);
    const rarity = sets.map((ways) => {
      const counts = matchers.reduce((sum, matcher) => sum + matcher.countOf(ways), 0);
      const all = segments.reduce((sum, segment) => sum + segment.count, 0);
      return counts === 0 ? 0 : 1 + Math.log2(1 + all / counts);
    });
    const known = sets.flatMap((ways, at) => ((rarity[at] ?? 0) > 0 ? [{ ways, weight: rarity[at] ?? 0 }] : []));
    if (sets.length > 0 && known.length === 0) return [];
    // What nothing has counts too, as much as the rarest that something has: half of a name is not the name.
    const rarest = Math.max(0, ...rarity);
    const total = rarity.reduce((sum, weight) => sum + (weight > 0 ? weight : rarest), 0);
    const matched = segments.flatMap((segment, at) => {
      const docs = matchers[at]?.match(known, (doc) => isWanted(segment, doc, kind, day)) ?? [];
      return docs.map(({ doc, score, concepts }) => ({ segment: at, doc, match: total === 0 ? 1 : score / total, whole: concepts === known.length }));
    });
    const top = matched.reduce((most, { match }) => Math.max(most, match), 0);
    const isAsked = (segment: Segment, doc: number): boolean => sets.length > 0 || query.kinds.has(segment.kindOf(doc));
    if (sets.length > known.length && top < LEAST) return [];
    return matched.flatMap(({ segment, doc, match, whole }) => {
      const of = segments[segment];
      if (of === undefined || !(whole || match >= top * ENOUGH) || !isAsked(of, doc)) return [];
      return [{ segment, doc, rank: rankOf({ match, kind: of.kindOf(doc), date: of.dates[doc] ?? 0, isOlder: newest.isOlder(of, doc) }, query, day) }];
    });
  };

  return {
    find: (typed, kind, today, most) => (typed.trim() === '' ? list(kind, today, most) : cards(search(typed, kind, today), most)),
    prepare: () => [
      () => vocabulary.spelled(''),
      () => vocabulary.near(''),
      ...segments.flatMap((segment) => [() => segment.near(), () => segment.letters()]),
    ],
    suggest: (typed, language, today) =>
      suggestFrom(segments, vocabulary.synonyms, typed, language, (segment, doc) => isWanted(segment, doc, null, dayNumber(today)), () => best(search(typed, null, today), 20)),
  };
}

/** An item that has not all that was asked for is shown when it matches at least this share of the best one. */
const ENOUGH = 0.6;
/** The best item must match so well when some of what was asked for is nowhere. */
const LEAST = 0.12;

import { FIELD_BITS, fields } from './item-terms.ts';
import type { Way } from './query.ts';
import type { Segment } from './segment.ts';

/** A prefix stands for so many terms at most: the first letter of everything would take too long. */
const MOST_TERMS = 400;
/** How much what stands there says about an item, by the bits of where it stands. */
const FIELD_MASK = (1 << FIELD_BITS) - 1;
const worth = Float32Array.from({ length: FIELD_MASK + 1 }, (_, bits) => {
  if (bits & fields.subject) return 1;
  if (bits & fields.keyword) return 0.87;
  if (bits & fields.begins) return 0.82;
  if (bits & fields.name) return 0.72;
  return bits & fields.text ? 0.22 : 0;
});

export interface Asked {
  readonly ways: readonly Way[];
  readonly weight: number;
}

export interface Match {
  readonly doc: number;
  /** The sum of each concept's weight times how well it is met. */
  readonly score: number;
  /** How many of the concepts the item has. */
  readonly concepts: number;
}

/** Scores the items of one segment. */
export interface Matcher {
  /** About how many items have one of these. */
  readonly countOf: (ways: readonly Way[]) => number;
  /** The wanted items that have any of what is asked for; all wanted ones when nothing is. */
  readonly match: (asked: readonly Asked[], isWanted: (doc: number) => boolean) => readonly Match[];
}

export function createMatcher(segment: Segment): Matcher {
  const { terms, count } = segment;
  // Filled and emptied by each search: a fresh one for every letter typed would be garbage by the megabyte.
  const scores = new Float32Array(count);
  const concepts = new Uint8Array(count);
  const here = new Float32Array(count);

  const listsOf = (way: Way): readonly Uint32Array[] => {
    const [term = ''] = way.terms;
    if (way.prefix === true) {
      const [from, to] = terms.range(term);
      return Array.from({ length: Math.min(to - from, MOST_TERMS) }, (_, at) => terms.list(from + at));
    }
    const lists = way.terms.map((one) => {
      const index = terms.find(one);
      return index === -1 ? null : terms.list(index);
    });
    const found = lists.flatMap((list) => (list === null ? [] : [list]));
    if (found.length < lists.length || found.length === 0) return [];
    return found.length === 1 ? found : [intersection(found)];
  };

  return {
    countOf: (ways) => Math.min(count, ways.reduce((sum, way) => sum + listsOf(way).reduce((all, list) => all + list.length, 0), 0)),
    match: (asked, isWanted) => {
      const touched: number[] = [];
      for (const { ways, weight } of asked) {
        const seen: number[] = [];
        for (const way of ways) {
          for (const list of listsOf(way)) {
            for (const posting of list) {
              const doc = posting >>> FIELD_BITS;
              const value = way.weight * (worth[posting & FIELD_MASK] ?? 0);
              const known = here[doc] ?? 0;
              if (known === 0) seen.push(doc);
              if (value > known) here[doc] = value;
            }
          }
        }
        for (const doc of seen) {
          if (concepts[doc] === 0) touched.push(doc);
          concepts[doc] = (concepts[doc] ?? 0) + 1;
          scores[doc] = (scores[doc] ?? 0) + weight * (here[doc] ?? 0);
          here[doc] = 0;
        }
      }
      const matches: Match[] = [];
      if (asked.length === 0) for (let doc = 0; doc < count; doc++) if (isWanted(doc)) matches.push({ doc, score: 0, concepts: 0 });
      for (const doc of touched) {
        if (isWanted(doc)) matches.push({ doc, score: scores[doc] ?? 0, concepts: concepts[doc] ?? 0 });
        scores[doc] = 0;
        concepts[doc] = 0;
      }
      return matches;
    },
  };
}

/** The items in all of the lists, each with the bits of its least place. */
function intersection(lists: readonly Uint32Array[]): Uint32Array {
  const [shortest = new Uint32Array(), ...others] = [...lists].sort((a, b) => a.length - b.length);
  const at = others.map(() => 0);
  const kept: number[] = [];
  for (const posting of shortest) {
    const doc = posting >>> FIELD_BITS;
    let bits = posting & FIELD_MASK;
    let inAll = true;
    for (const [index, list] of others.entries()) {
      let position = at[index] ?? 0;
      while (position < list.length && (list[position] ?? 0) >>> FIELD_BITS < doc) position++;
      at[index] = position;
      const other = list[position];
      if (other === undefined || other >>> FIELD_BITS !== doc) {
        inAll = false;
        break;
      }
      bits = (worth[other & FIELD_MASK] ?? 0) < (worth[bits] ?? 0) ? other & FIELD_MASK : bits;
    }
    if (inAll) kept.push((doc << FIELD_BITS) | bits);
  }
  return Uint32Array.from(kept);
}

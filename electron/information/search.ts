import MiniSearch from 'minisearch';
import type { SearchResult } from 'minisearch';
import { informationKinds } from '../../contract/information/item.ts';
import type { InformationItem, InformationKind } from '../../contract/information/item.ts';
import { indexEntry, indexFields, TERM_END } from './index-entry.ts';
import type { IndexEntry } from './index-entry.ts';
import { readQuery } from './query.ts';
import { createSlices } from './slices.ts';
import { pairsOf } from './words.ts';
import type { Word } from './words.ts';

/** Finds items of one version of the wealth information. */
export interface InformationSearch {
  /**
   * The items that match, best first: by how well they match, then the newest, then by kind. An empty query lists all,
   * the newest first. `today` (a day) leaves out what expired before it.
   */
  readonly find: (query: string, kind: InformationKind | null, today: string) => Promise<readonly InformationItem[]>;
}

/** Builds the index in slices that leave the main thread free in between. */
export async function buildSearch(items: readonly InformationItem[]): Promise<InformationSearch> {
  const breathe = createSlices();
  const index = new MiniSearch<IndexEntry>({
    fields: [...indexFields],
    tokenize: (terms) => terms.split(TERM_END),
    processTerm: (term) => term,
    searchOptions: { tokenize: (term) => [term], processTerm: (term) => term },
  });
  const byId = new Map<string, InformationItem>();
  for (const item of items) {
    if (byId.has(item.id)) continue; // The first of two items with one name; a second cannot be opened anyway.
    byId.set(item.id, item);
    index.add(await indexEntry(item, breathe));
    await breathe();
  }
  const newest = [...byId.values()].sort(byDate);
  const isWanted = (item: InformationItem, kind: InformationKind | null, today: string): boolean =>
    (kind === null || item.kind === kind) && !isExpired(item, today);

  const find = (typed: string, kind: InformationKind | null, today: string): readonly InformationItem[] => {
    if (typed.trim() === '') return newest.filter((item) => isWanted(item, kind, today));
    const query = readQuery(typed);
    if (query === null) return [];
    const filter = ({ id }: SearchResult): boolean => {
      const item = byId.get(String(id));
      return item !== undefined && isWanted(item, kind, today);
    };
    const strict = index.search(query.all, { filter });
    const found = strict.length > 0 ? strict : index.search(query.any, { filter });
    return found
      .flatMap((result) => {
        const item = byId.get(String(result.id));
        return item === undefined ? [] : [{ item, grade: gradeOf(result, query.words) }];
      })
      .sort((a, b) => b.grade - a.grade || byDate(a.item, b.item))
      .map(({ item }) => item);
  };

  return { find: (query, kind, today) => Promise.resolve(find(query, kind, today)) };
}

/** An item leaves the results after its last day. */
export function isExpired(item: InformationItem, today: string): boolean {
  return item.expires !== null && item.expires < today;
}

function byDate(a: InformationItem, b: InformationItem): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return informationKinds.indexOf(a.kind) - informationKinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1);
}

/** How well an item matches, over all words that were typed. */
function gradeOf(result: SearchResult, words: readonly Word[]): number {
  const matched = Object.entries(result.match);
  return words.reduce((sum, word) => sum + wordGrade(matched, word), 0);
}

/** 5: the word stands in the item's name; 4: begins one there, or is typed in pinyin; 3 and 2: likewise in its text; 1: with an error. */
function wordGrade(matched: readonly (readonly [term: string, fields: readonly string[]])[], word: Word): number {
  const pairs = word.han ? pairsOf(word.text) : [];
  let best = 0;
  for (const [term, fields] of matched) {
    const exact = term === word.text;
    const begun = term.startsWith(word.text) || pairs.includes(term);
    const grade = fields.includes('name') ? (exact ? 5 : begun ? 4 : 1) : fields.includes('pinyin') ? (begun ? 4 : 1) : exact ? 3 : begun ? 2 : 1;
    best = Math.max(best, grade);
  }
  return best;
}

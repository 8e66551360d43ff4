import type { Ranked } from './rank.ts';

/** The `most` highest ranked, the highest first; items of one rank as they came. Sorts no more than it must. */
export function best(found: readonly Ranked[], most: number): readonly Ranked[] {
  const order = (a: Ranked, b: Ranked): number => b.rank - a.rank || a.segment - b.segment || a.doc - b.doc;
  if (found.length <= most * 2) return [...found].sort(order).slice(0, most);
  let [low, high] = [Infinity, -Infinity];
  for (const { rank } of found) {
    low = Math.min(low, rank);
    high = Math.max(high, rank);
  }
  const bins = 1024;
  const binOf = (rank: number): number => (high === low ? 0 : Math.min(bins - 1, Math.floor(((rank - low) / (high - low)) * bins)));
  const counts = new Uint32Array(bins);
  for (const { rank } of found) counts[binOf(rank)] = (counts[binOf(rank)] ?? 0) + 1;
  let [from, kept] = [bins - 1, counts[bins - 1] ?? 0];
  while (from > 0 && kept < most) kept += counts[--from] ?? 0;
  return found.filter(({ rank }) => binOf(rank) >= from).sort(order).slice(0, most);
}

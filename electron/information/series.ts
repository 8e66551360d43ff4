import type { Segment } from './segment.ts';

/** Knows the newest price of each series. */
export function newestOfSeries(segments: readonly Segment[]): { readonly isOlder: (segment: Segment, doc: number) => boolean } {
  const newest = new Map<number, number>();
  for (const { count, series, dates, alive } of segments) {
    for (let doc = 0; doc < count; doc++) {
      const name = series[doc] ?? 0;
      const date = dates[doc] ?? 0;
      if (name !== 0 && alive[doc] === 1 && date > (newest.get(name) ?? -1)) newest.set(name, date);
    }
  }
  return {
    isOlder: ({ series, dates }, doc) => {
      const name = series[doc] ?? 0;
      return name !== 0 && (dates[doc] ?? 0) < (newest.get(name) ?? 0);
    },
  };
}

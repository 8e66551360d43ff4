/** How a number stands to that of the year before. */
export type Difference =
  | { readonly kind: 'same' }
  | { readonly kind: 'more' | 'less'; readonly by: number; /** Of the earlier number; null when that is 0. */ readonly share: number | null };

export function differenceOf(value: number, before: number): Difference {
  if (value === before) return { kind: 'same' };
  return { kind: value > before ? 'more' : 'less', by: Math.abs(value - before), share: before === 0 ? null : Math.abs(value - before) / before };
}

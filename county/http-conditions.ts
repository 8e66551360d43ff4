/** True when `If-None-Match` names this entity tag. Compared weakly, as RFC 9110 says for it. */
export function holdsEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}

export type WantedRange =
  /** The whole: no range was asked for, or in a way that may be ignored. */
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  /** Begins behind the end. */
  | { readonly kind: 'beyond' };

/** The bytes that `Range` asks for of `size` bytes. Several ranges at once are answered with the whole, as RFC 9110 allows. */
export function wantedRange(range: string | undefined, size: number): WantedRange {
  const found = /^bytes=(\d*)-(\d*)$/.exec(range?.trim() ?? '');
  const [from, to] = [found?.[1] ?? '', found?.[2] ?? ''];
  if (found === null || (from === '' && to === '')) return { kind: 'whole' };
  if (from === '') {
    const length = Number(to);
    return length === 0 ? { kind: 'beyond' } : { kind: 'part', first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return { kind: 'whole' };
  return first >= size ? { kind: 'beyond' } : { kind: 'part', first, last };
}

import type { ByteRange } from '../site/content-request.ts';

/** What a `Range` header asks of a file: all of it, one stretch, or something that is not there. */
export type WantedRange = { readonly kind: 'all' } | { readonly kind: 'stretch'; readonly range: ByteRange } | { readonly kind: 'unsatisfiable' };

/**
 * Reads a `Range` header (RFC 9110) for a file of `bytes` bytes: `bytes=a-b`, `bytes=a-` and `bytes=-n`. A header that
 * is malformed, of another unit, or of several ranges is passed over, as the standard allows.
 */
export function wantedRange(header: string | null, bytes: number): WantedRange {
  const match = /^bytes=\s*(\d{0,16})\s*-\s*(\d{0,16})\s*$/i.exec(header ?? '');
  const [first = '', last = ''] = match?.slice(1) ?? [];
  if (first === '' && last === '') return { kind: 'all' };
  if (first === '') {
    const count = Math.min(Number(last), bytes);
    return count === 0 ? { kind: 'unsatisfiable' } : { kind: 'stretch', range: { from: bytes - count, to: bytes } };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return { kind: 'all' };
  if (from >= bytes) return { kind: 'unsatisfiable' };
  return { kind: 'stretch', range: { from, to: last === '' ? bytes : Math.min(bytes, Number(last) + 1) } };
}

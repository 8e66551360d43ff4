/** Texts in the order of their bytes, found by halving. */
export interface StringTable {
  readonly count: number;
  readonly at: (index: number) => string;
  /** Where a text stands; -1 when it does not. */
  readonly find: (text: string) => number;
  /** The texts that begin so: from the first to before the last. */
  readonly range: (prefix: string) => readonly [from: number, to: number];
}

/** `ends[i]` is where text `i` ends in `bytes`. */
export function stringTable(bytes: Uint8Array, ends: Uint32Array): StringTable {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const startOf = (index: number): number => (index === 0 ? 0 : (ends[index - 1] ?? 0));

  /** Below 0 when text `index` comes before `wanted`. With `asPrefix` only as many bytes of it count. */
  const compare = (index: number, wanted: Buffer, asPrefix: boolean): number => {
    const start = startOf(index);
    const end = ends[index] ?? 0;
    const until = asPrefix ? Math.min(end, start + wanted.length) : end;
    return data.compare(wanted, 0, wanted.length, start, until);
  };
  const firstNotBelow = (wanted: Buffer, asPrefix: boolean, orEqual: boolean): number => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compare(middle, wanted, asPrefix);
      if (order < 0 || (orEqual && order === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    count: ends.length,
    at: (index) => data.toString('utf8', startOf(index), ends[index] ?? 0),
    find: (text) => {
      const wanted = Buffer.from(text);
      const index = firstNotBelow(wanted, false, false);
      return index < ends.length && compare(index, wanted, false) === 0 ? index : -1;
    },
    range: (prefix) => {
      const wanted = Buffer.from(prefix);
      return [firstNotBelow(wanted, true, false), firstNotBelow(wanted, true, true)];
    },
  };
}

/** The bytes and ends of texts, in the order given. */
export function packStrings(texts: readonly string[]): { readonly bytes: Uint8Array; readonly ends: Uint32Array } {
  const ends = new Uint32Array(texts.length);
  const all = Buffer.allocUnsafeSlow(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  let end = 0;
  for (const [index, text] of texts.entries()) {
    end += all.write(text, end);
    ends[index] = end;
  }
  return { bytes: all, ends };
}

/** UTF-16 and UTF-8 differ in their order only where one of these is. */
const ORDERED_OTHERWISE = /[\ud800-\uffff]/;

/** Keys in the order of their bytes. */
export function inByteOrder(keys: Iterable<string>): string[] {
  const all = [...keys];
  if (!all.some((key) => ORDERED_OTHERWISE.test(key))) return all.sort();
  return all.map((key) => ({ key, bytes: Buffer.from(key) })).sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ key }) => key);
}

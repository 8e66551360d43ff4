import type { TableFaultCode } from './fault.ts';

export type Decoded = { readonly text: string; readonly encoding: string } | { readonly fault: TableFaultCode; readonly values: Readonly<Record<string, string>> };

/** Of two-byte characters, the share that must be common ones before text passes for GBK. */
const COMMON_SHARE = 0.8;
/** Characters that are looked at to tell whether text is garbled. */
const SAMPLE = 200_000;

/** Text of a file that offices' programs saved: UTF-8 or UTF-16, with or without a mark, or GBK; garbled text is refused. */
export function decodeText(bytes: Uint8Array): Decoded {
  const marked = markOf(bytes) ?? unmarkedUtf16(bytes);
  if (marked !== null) return checked(bytes, marked);
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null) return ungarbled(utf8, 'utf-8');
  return isLikelyGbk(bytes) ? checked(bytes, 'gb18030') : { fault: 'encoding-unknown', values: {} };
}

function checked(bytes: Uint8Array, encoding: string): Decoded {
  const text = decode(bytes, encoding);
  return text === null ? { fault: 'encoding-unknown', values: {} } : ungarbled(text, encoding);
}

function ungarbled(text: string, encoding: string): Decoded {
  const sample = garbledPart(text.slice(0, SAMPLE));
  return sample === null ? { text, encoding } : { fault: 'mojibake', values: { sample } };
}

function markOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

/** Text with commas and line ends has a zero beside each of them in UTF-16, and none in any other encoding. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const zeros = [0, 0];
  const end = Math.min(bytes.length, 4096);
  for (let at = 0; at < end; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < Math.max(2, end / 100) || bytes.length % 2 !== 0) return null;
  if (odd > 4 * even) return 'utf-16le';
  return even > 4 * odd ? 'utf-16be' : null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // The one thing that a decoder throws for: bytes that the encoding does not have.
  }
}

/** Most Chinese text is made of the 3,755 characters that stand first in GB 2312, and its punctuation. */
function isLikelyGbk(bytes: Uint8Array): boolean {
  let [all, common] = [0, 0];
  for (let at = 0; at < bytes.length && all < SAMPLE; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    all += 1;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) common += 1;
    at += 1;
  }
  return all > 0 && common / all >= COMMON_SHARE;
}

/** A piece of text that was once read in a wrong encoding and saved so; null when there is none. */
export function garbledPart(text: string): string | null {
  const lost = /.{0,6}(?:\ufffd|锟斤拷|烫烫烫).{0,6}/u.exec(text);
  if (lost !== null) return lost[0];
  // UTF-8 that was read as Latin-1 or Windows-1252: é¦¬é“ƒè–¯.
  const latin = /[\u00c2-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}(?:[\u00c2-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}){2,}/u.exec(text);
  if (latin !== null) return latin[0].slice(0, 16);
  // GBK that was read as Latin-1: ÂíÁåÊí.
  const gbk = /[\u00b0-\u00f7]{6,}/u.exec(text);
  if (gbk !== null) return gbk[0].slice(0, 16);
  return readAsGbk(text);
}

/** UTF-8 that was read as GBK: 椹搩钖. Its bytes in GBK are UTF-8 again, which those of real Chinese never are for long. */
function readAsGbk(text: string): string | null {
  for (const [part] of text.matchAll(/[^\0-\x7f]{4,60}/gu)) {
    const bytes: number[] = [];
    for (const character of part) {
      const pair = gbkPair(character);
      if (pair === undefined) break;
      bytes.push(pair >> 8, pair & 0xff);
    }
    // The last character may be half of one.
    const whole = decode(Uint8Array.from(bytes.slice(0, bytes.length - (bytes.length % 3))), 'utf-8');
    if (whole !== null && whole.length >= 2 && /^[\u3000-\u9fff\uff00-\uffef]+$/u.test(whole)) return part.slice(0, 16);
  }
  return null;
}

let pairs: Map<string, number> | null = null;

/** The two bytes of a character in GBK. */
function gbkPair(character: string): number | undefined {
  if (pairs === null) {
    pairs = new Map();
    const decoder = new TextDecoder('gbk');
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        const found = decoder.decode(Uint8Array.of(lead, trail));
        // Nothing beyond the 65,536 first characters has two bytes in GBK; what is longer are two characters.
        if (found.length === 1 && found !== '\ufffd') pairs.set(found, (lead << 8) | trail);
      }
    }
  }
  return pairs.get(character);
}

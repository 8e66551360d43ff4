import { createPrivateKey, sign } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { informationDigest } from '../../../contract/information/digest.ts';
import { informationItemSchema } from '../../../contract/information/item.ts';
import type { InformationItem } from '../../../contract/information/item.ts';
import { itemHash } from '../../../electron/information/item-line.ts';

/** Items that there may be; which of them a version has, and what they say in it, follows from its number. */
export const ITEMS = 300;

/** Version 0 is before the first one. */
const isThere = (index: number, version: number): boolean => version > 0 && (index + version) % 11 !== 0;

/** The item of this number as it is in a version; null when that version has none. */
export function itemIn(index: number, version: number): InformationItem | null {
  if (!isThere(index, version)) return null;
  const changed = version - ((index * 7 + version) % 5);
  return informationItemSchema.parse({
    id: `item-${index}`,
    kind: 'technique',
    date: '2026-11-01',
    title: { 'zh-CN': `马铃薯第${index}条` },
    body: { 'zh-CN': `第${changed}版。深翻土地，施足底肥，适时播种。` },
    source: { 'zh-CN': '县农业局' },
    keywords: ['土豆'],
    expires: null,
    steps: [],
    program: null,
  });
}

export function itemsIn(version: number): readonly InformationItem[] {
  return Array.from({ length: ITEMS }, (_, index) => itemIn(index, version)).filter((item) => item !== null);
}

/** The signed base of a version. */
export function signedBase(version: number, key: JsonWebKey): Buffer {
  return signed({ kind: 'information/1', version, publishedAt: '2026-11-20T09:00:00.000+08:00', items: itemsIn(version) }, key);
}

/** The signed delta to a version from the one before it. */
export function signedDelta(version: number, key: JsonWebKey): Buffer {
  const put: InformationItem[] = [];
  const removed: string[] = [];
  const digest = informationDigest();
  for (let index = 0; index < ITEMS; index++) {
    const [before, after] = [itemIn(index, version - 1), itemIn(index, version)];
    if (after !== null) digest.add(itemHash(after));
    if (after === null && before !== null) removed.push(before.id);
    if (after !== null && JSON.stringify(before) !== JSON.stringify(after)) put.push(after);
  }
  return signed({ kind: 'information-delta/1', from: version - 1, version, publishedAt: '2026-11-20T09:00:00.000+08:00', put, removed, synonyms: [], digest: digest.text() }, key);
}

function signed(payload: object, key: JsonWebKey): Buffer {
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encoded({ alg: 'EdDSA' })}.${encoded(payload)}`;
  return Buffer.from(`${text}.${sign(null, Buffer.from(text), createPrivateKey({ key, format: 'jwk' })).toString('base64url')}`);
}

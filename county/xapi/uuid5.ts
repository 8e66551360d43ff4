import { createHash } from 'node:crypto';

/** Names the statements that counties of this program make; see docs/xapi.md. */
const NAMESPACE = '6f1d2d3c-3a57-5a0e-9c55-1d0b7e6a4f21';

/** UUID version 5 (RFC 9562) of a name: the same name gives the same identifier, everywhere and always. */
export function uuid5(name: string): string {
  const digest = createHash('sha1').update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex')).update(name, 'utf8').digest().subarray(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

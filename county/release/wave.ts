import { createHash } from 'node:crypto';

/**
 * Whether a site is among the first `share` of a hundred for a version. The same sites stay first while the share grows, and
 * others are first for the next version.
 */
export function isInWave(site: string, version: string, share: number): boolean {
  const place = createHash('sha256').update(`${version}\n${site}`).digest().readUInt32BE() % 100;
  return place < share;
}

import { createHash, randomBytes } from 'node:crypto';

/** A random secret of 256 bits, as text that stands in addresses and headers. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** By which the county finds a token. Tokens are random, so a plain hash is enough to keep a stolen table from opening anything. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

import { createHash } from 'node:crypto';
import type { CountyKeys } from '../keys.ts';

/**
 * The token of one enrolment. It follows from the county's private key (Ed25519 signs the same text the same way), so that
 * a lost grant can be given again though the county keeps only the token's hash.
 */
export async function terminalToken(keys: CountyKeys, enrolment: { journal: string; terminal: string; code: string }): Promise<string> {
  const { journal, terminal, code } = enrolment;
  const signed = await keys.sign({ kind: 'terminal-token/1', journal, terminal, code });
  return createHash('sha256').update(signed).digest('base64url');
}

/** What the county keeps of a token. Tokens are 256 random-looking bits, so a plain hash cannot be guessed back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A lost operator PIN, mended by telephone: the terminal shows a challenge, the county reads back a code. Both know the
 * SHA-256 of the terminal's token, which nobody else does.
 */
const ANSWER_DIGITS = 10;

/** The challenge: four digits that tell which of a site's terminals it is, six that were never used before. */
export function pinChallenge(journal: string, random: number): string {
  return terminalDigits(journal) + String(random % 1_000_000).padStart(6, '0');
}

/** Whether a challenge, as it was read out, can be of this terminal. */
export function isChallengeOf(challenge: string, journal: string): boolean {
  return /^\d{10}$/.test(challenge) && challenge.startsWith(terminalDigits(journal));
}

/** The code for a challenge: ten digits. `tokenHash` is the hex SHA-256 of the terminal's token. */
export function pinResetCode(tokenHash: string, challenge: string): string {
  const digest = createHmac('sha256', tokenHash).update(`pin-reset/1\n${challenge}`).digest();
  return String(digest.readBigUInt64BE() % 10n ** BigInt(ANSWER_DIGITS)).padStart(ANSWER_DIGITS, '0');
}

/** Compares in constant time. */
export function isPinResetCode(tokenHash: string, challenge: string, typed: string): boolean {
  const [right, given] = [Buffer.from(pinResetCode(tokenHash, challenge)), Buffer.from(typed)];
  return right.length === given.length && timingSafeEqual(right, given);
}

/** In groups, as it is read over the telephone. */
export function readableDigits(digits: string): string {
  return digits.replace(/(\d{3})(?=\d{2})/g, '$1 ');
}

function terminalDigits(journal: string): string {
  return String(createHash('sha256').update(journal).digest().readUInt32BE() % 10_000).padStart(4, '0');
}

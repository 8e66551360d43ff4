import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U to be mistaken. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_LENGTH = 4;
const SECRET_LENGTH = 11;
const FINGERPRINT_LENGTH = 16;

/**
 * A one-time enrolment code as it is typed: eight groups of four. It names itself (20 bits), proves its holder (55 bits)
 * and pins the county's key (80 bits); the last character is a check against slips of the pen.
 */
export interface EnrolmentCode {
  readonly id: string;
  readonly secret: string;
  /** See `keyFingerprint`. */
  readonly fingerprint: string;
}

/** A new code for the county with this fingerprint. */
export function newEnrolmentCode(fingerprint: string): EnrolmentCode {
  return { id: randomCharacters(ID_LENGTH), secret: randomCharacters(SECRET_LENGTH), fingerprint };
}

/** The code as printed: `K7Q2-…-…`, eight groups of four characters. */
export function formatEnrolmentCode(code: EnrolmentCode): string {
  const body = code.id + code.secret + code.fingerprint;
  return (body + checkCharacter(body)).replace(/(.{4})(?=.)/g, '$1-');
}

/** Reads a code as typed: any case, with or without hyphens and spaces, O for 0 and I or L for 1. Null when it cannot be one. */
export function parseEnrolmentCode(typed: string): EnrolmentCode | null {
  const body = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const length = ID_LENGTH + SECRET_LENGTH + FINGERPRINT_LENGTH;
  if (body.length !== length + 1 || !/^[0-9A-HJKMNP-TV-Z]+$/.test(body)) return null;
  if (checkCharacter(body.slice(0, length)) !== body[length]) return null;
  return {
    id: body.slice(0, ID_LENGTH),
    secret: body.slice(ID_LENGTH, ID_LENGTH + SECRET_LENGTH),
    fingerprint: body.slice(ID_LENGTH + SECRET_LENGTH, length),
  };
}

/** First 80 bits of the SHA-256 of an Ed25519 public key's 32 bytes (the JWK's `x`), in base 32. */
export function keyFingerprint(publicKeyX: string): string {
  return toBase32(createHash('sha256').update(Buffer.from(publicKeyX, 'base64url')).digest(), FINGERPRINT_LENGTH);
}

/**
 * Shows knowledge of the code's secret for one terminal key and journal without sending the secret, so that a hostile
 * line can neither read the secret nor enrol a key of its own. HMAC-SHA-256 in base64url.
 */
export function enrolmentProof(secret: string, publicKeyX: string, journal: string): string {
  return createHmac('sha256', secret).update(`enrolment/1\n${publicKeyX}\n${journal}`).digest('base64url');
}

/** Compares two proofs in constant time. */
export function sameProof(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function randomCharacters(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET.charAt(byte % 32)).join('');
}

function checkCharacter(body: string): string {
  return toBase32(createHash('sha256').update(body).digest(), 1);
}

function toBase32(bytes: Uint8Array, length: number): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let left = BigInt(bytes.length * 8);
  let text = '';
  while (text.length < length) {
    left -= 5n;
    text += ALPHABET.charAt(Number((bits >> left) & 31n));
  }
  return text;
}

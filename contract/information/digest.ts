const MODULUS = 1n << 256n;

/**
 * Tells whether two hold the same items, in whatever order they came by them: the sum, modulo 2^256, of the SHA-256 of each
 * item's JSON as the schema gives it. An item that comes or goes changes it without a look at the others.
 */
export interface InformationDigest {
  /** The hex SHA-256 of an item's JSON comes in. */
  readonly add: (sha256: string) => void;
  readonly remove: (sha256: string) => void;
  /** 64 hex digits. */
  readonly text: () => string;
}

/** Begins with no items, or goes on from a digest. */
export function informationDigest(from = '0'): InformationDigest {
  let sum = BigInt(`0x${from}`);
  return {
    add: (sha256) => {
      sum = (sum + BigInt(`0x${sha256}`)) % MODULUS;
    },
    remove: (sha256) => {
      sum = (sum - BigInt(`0x${sha256}`) + MODULUS) % MODULUS;
    },
    text: () => sum.toString(16).padStart(64, '0'),
  };
}

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Costs an old PC about a tenth of a second and 16 MB, and a thief of the disk the same for each of his guesses. */
const COST = { N: 16_384, r: 8, p: 1 } as const;

export const pinHashSchema = z.strictObject({
  salt: z.base64url().length(22),
  hash: z.base64url().length(43),
  cost: z.strictObject({ N: z.int().positive(), r: z.int().positive(), p: z.int().positive() }),
});
export type PinHash = z.infer<typeof pinHashSchema>;

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, COST);
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url'), cost: COST };
}

export async function isPin(pin: string, kept: PinHash): Promise<boolean> {
  return timingSafeEqual(await derive(pin, Buffer.from(kept.salt, 'base64url'), kept.cost), Buffer.from(kept.hash, 'base64url'));
}

/** How long to wait after so many wrong PINs in a row: the first 3 are free, then 5 s, 10 s, … up to 5 minutes. */
export function waitAfterMs(failures: number): number {
  return failures <= 3 ? 0 : Math.min(300_000, 5000 * 2 ** (failures - 4));
}

function derive(pin: string, salt: Uint8Array, cost: PinHash['cost']): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, cost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { fail } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';

/** A text of the county whose signature and shape were checked. Made by `readSigned` alone. */
export interface Signed<T> {
  /** The compact JWS as received. */
  readonly text: string;
  readonly payload: T;
}

const headerSchema = z.object({ alg: z.literal('EdDSA'), crit: z.undefined().optional() });

/** True for a text that can be a compact JWS at all; a portal's page cannot. */
export function looksSigned(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}

/**
 * Checks a compact JWS (EdDSA) of the county. Throws `signature-wrong` when the county did not sign it, and
 * `content-damaged` when it did but it does not have the shape; `what` names it in both.
 */
export async function readSigned<T>(text: string, key: PublicKey, schema: z.ZodType<T>, what: string): Promise<Signed<T>> {
  const [header = '', payload = '', signature = ''] = looksSigned(text) ? text.split('.') : [];
  const genuine =
    headerSchema.safeParse(decode(header)).success &&
    (await verified(Buffer.from(`${header}.${payload}`), importKey(key), Buffer.from(signature, 'base64url')));
  if (!genuine) return fail('signature-wrong', { what });
  const parsed = schema.safeParse(decode(payload));
  if (!parsed.success) return fail('content-damaged', { what }, { cause: parsed.error });
  return { text, payload: parsed.data };
}

/** What a JWS says, unchecked: only to learn which key to check it with. */
export function peek(text: string): unknown {
  return looksSigned(text) ? decode(text.split('.')[1] ?? '') : undefined;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined; // Fits no schema.
  }
}

function importKey(key: PublicKey): KeyObject {
  return createPublicKey({ key: { ...key }, format: 'jwk' });
}

/** The hashing of a large text happens on another thread. */
function verified(data: Uint8Array, key: KeyObject, signature: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(null, data, key, signature, (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });
}

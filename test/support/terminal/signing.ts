import { generateKeyPairSync, sign } from 'node:crypto';
import type { PublicKey } from '../../../contract/site/enrolment.ts';
import { publicKeySchema } from '../../../contract/site/enrolment.ts';

/** A key of a county that lives as long as a test. */
export interface CountyKey {
  readonly publicKey: PublicKey;
  /** A compact JWS (EdDSA) of a payload. */
  readonly sign: (payload: unknown) => string;
}

export function countyKey(): CountyKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKeySchema.parse(publicKey.export({ format: 'jwk' })),
    sign: (payload) => {
      const signed = `${encoded({ alg: 'EdDSA' })}.${encoded(payload)}`;
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
    },
  };
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

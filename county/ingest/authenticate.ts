import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { readEnvelope } from './envelope-reader.ts';
import type { Envelope } from './envelope-reader.ts';

/** An envelope that the terminal which owns its journal has signed. */
export interface AuthenticEnvelope extends Envelope {
  /** Where the county knows the terminal to be. The header's `site` is what the terminal was told once, and decides nothing. */
  readonly site: string;
}

const check = promisify<null, Buffer, KeyObject, Buffer, boolean>(verify);

/** @throws CountyError `envelope-malformed`, `envelope-too-large`, `terminal-unknown`, `forbidden` or `envelope-signature-wrong` */
export async function authenticEnvelope({ database }: CountyDeps, bytes: Uint8Array): Promise<AuthenticEnvelope> {
  const envelope = await readEnvelope(bytes);
  const { header, signed, signature } = envelope;
  const terminal = await database.tables
    .selectFrom('terminals')
    .select(['terminal', 'site', 'public_key_x'])
    .where('journal', '=', header.journal)
    .executeTakeFirst();
  if (terminal === undefined) throw new CountyError('terminal-unknown', 403, 'No terminal of this county writes this journal.');
  if (terminal.terminal !== header.terminal) throw new CountyError('forbidden', 403, 'The journal belongs to another terminal.');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: terminal.public_key_x }, format: 'jwk' });
  if (!(await check(null, signed, key, signature))) {
    throw new CountyError('envelope-signature-wrong', 403, 'The signature is not the terminal’s, or the envelope was changed on its way.');
  }
  return { ...envelope, site: terminal.site };
}

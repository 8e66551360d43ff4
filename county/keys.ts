import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { keyFingerprint } from '../contract/site/enrolment-code.ts';
import { publicKeySchema } from '../contract/site/enrolment.ts';
import type { PublicKey } from '../contract/site/enrolment.ts';
import { isSystemError, syncFolder } from './files.ts';
import { InputError } from './input.ts';

/** The county's Ed25519 key: what every terminal pins at its enrolment. */
export interface CountyKeys {
  readonly publicKey: PublicKey;
  /** Sixteen characters, as in enrolment codes. */
  readonly fingerprint: string;
  /** Compact JWS of the payload as JSON, `alg` EdDSA, `kid` the fingerprint. The same payload gives the same text. */
  readonly sign: (payload: object) => Promise<string>;
  /** The same of a payload that is JSON text already. */
  readonly signText: (payload: string) => Promise<string>;
}

const privateKeySchema = publicKeySchema.extend({ d: z.base64url().length(43) });

/** The key in this file; made there, readable by the owner only, when there is none yet. */
export async function openKeys(file: string): Promise<CountyKeys> {
  const text = (await readIfThere(file)) ?? (await createKey(file));
  return keysFromJwk(text, file);
}

/** The key in a JWK text with `x` and `d`. Throws InputError, which names `origin`, when it holds none. */
export function keysFromJwk(text: string, origin: string): CountyKeys {
  const privateKey = readPrivateKey(text);
  if (privateKey === null) throw new InputError([`${origin} does not hold an Ed25519 private key as JWK.`]);
  const publicKey = publicKeySchema.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  const fingerprint = keyFingerprint(publicKey.x);
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: fingerprint })).toString('base64url');
  // By hand, because a base of information is tens of megabytes: this takes a tenth of the time that jose does.
  const signText = (payload: string): Promise<string> => {
    const signed = `${header}.${Buffer.from(payload).toString('base64url')}`;
    return Promise.resolve(`${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`);
  };
  return { publicKey, fingerprint, sign: (payload) => signText(JSON.stringify(payload)), signText };
}

/** Null for anything but a key. Why is not told: the reasons that parsers give quote the text, which is secret. */
function readPrivateKey(text: string): KeyObject | null {
  try {
    return createPrivateKey({ key: privateKeySchema.parse(JSON.parse(text)), format: 'jwk' });
  } catch {
    return null;
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Writes a new key aside and links it into place, so that a key is there whole or not at all, and the first one stays. */
async function createKey(file: string): Promise<string> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const aside = `${file}.${randomUUID()}`;
  const handle = await open(aside, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(privateKey.export({ format: 'jwk' }))}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(aside, file);
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error;
  } finally {
    await unlink(aside);
  }
  await syncFolder(folder);
  return readFile(file, 'utf8');
}

import { createPublicKey } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compactVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { keyFingerprint } from '../../../contract/site/enrolment-code.ts';
import { openKeys } from '../../../county/keys.ts';
import { emptyFolder } from '../../support/county/folder.ts';

describe('the county’s key', () => {
  test('is made once, and only its owner can read it', async () => {
    const file = join(await emptyFolder(), 'keys', 'county.jwk');
    const first = await openKeys(file);
    const again = await openKeys(file);
    expect(again.publicKey).toEqual(first.publicKey);
    expect(first.fingerprint).toBe(keyFingerprint(first.publicKey.x));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('is the same for processes that make it at once', async () => {
    const file = join(await emptyFolder(), 'county.jwk');
    const keys = await Promise.all(Array.from({ length: 8 }, () => openKeys(file)));
    expect(new Set(keys.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  test('signs a payload as JWS with EdDSA, the same one the same way', async () => {
    const keys = await openKeys(join(await emptyFolder(), 'county.jwk'));
    const jws = await keys.sign({ kind: 'test/1', name: '东门村' });
    expect(await keys.sign({ kind: 'test/1', name: '东门村' })).toBe(jws);
    const { payload, protectedHeader } = await compactVerify(jws, createPublicKey({ key: { ...keys.publicKey }, format: 'jwk' }));
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ kind: 'test/1', name: '东门村' });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: keys.fingerprint });
  });

  test('that is damaged stops the county, and the error does not quote it', async () => {
    const folder = await emptyFolder();
    const file = join(folder, 'county.jwk');
    await openKeys(file);
    const text = await readFile(file, 'utf8');
    const secret = /"d":"([^"]+)"/.exec(text)?.[1] ?? 'missing';
    await writeFile(file, text.slice(0, -4));
    const error: unknown = await openKeys(file).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('does not hold an Ed25519 private key');
    expect(String(error)).not.toContain(secret.slice(0, 8));
    await mkdir(join(folder, 'a-folder'));
    await expect(openKeys(join(folder, 'a-folder'))).rejects.toThrow(/EISDIR/);
  });
});

import { createPublicKey } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { compactVerify } from 'jose';
import { expect } from 'vitest';
import { countyProblemSchema, paths } from '../../../contract/http.ts';
import { ENVELOPE_MEDIA_TYPE, receiptSchema } from '../../../contract/usage/envelope.ts';
import type { Receipt } from '../../../contract/usage/envelope.ts';
import type { TestCounty } from './open-county.ts';

/** The county that is asked. */
type Asked = Pick<TestCounty, 'app' | 'deps'>;

export function postEnvelope(app: FastifyInstance, envelope: Buffer) {
  return app.inject({ method: 'POST', url: paths.usage, headers: { 'content-type': ENVELOPE_MEDIA_TYPE }, payload: envelope });
}

/** Hands an envelope in and returns the receipt, whose signature is checked. */
export async function handIn({ app, deps }: Asked, envelope: Buffer): Promise<Receipt> {
  const answer = await postEnvelope(app, envelope);
  expect(answer.statusCode, answer.body).toBe(200);
  return readReceipt(deps.keys.publicKey, answer.body);
}

/** The code of the county's refusal of this envelope. */
export async function refusalOf({ app }: Asked, envelope: Buffer): Promise<{ readonly status: number; readonly code: string }> {
  const answer = await postEnvelope(app, envelope);
  return { status: answer.statusCode, code: countyProblemSchema.parse(answer.json()).error.code };
}

/** Asks for a journal's head, with the terminal's token. */
export async function askHead({ app, deps }: Asked, journal: string, token: string, line?: { seq: number; hash: string }): Promise<Receipt> {
  const query = line === undefined ? '' : `?seq=${line.seq}&hash=${line.hash}`;
  const answer = await app.inject({ url: `${paths.journalHead(journal)}${query}`, headers: { authorization: `Bearer ${token}` } });
  expect(answer.statusCode, answer.body).toBe(200);
  return readReceipt(deps.keys.publicKey, answer.body);
}

async function readReceipt(publicKey: TestCounty['deps']['keys']['publicKey'], jws: string): Promise<Receipt> {
  const { payload } = await compactVerify(jws, createPublicKey({ key: { ...publicKey }, format: 'jwk' }));
  return receiptSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
}

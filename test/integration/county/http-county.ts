import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { compactVerify } from 'jose';
import type { z } from 'zod';
import { countyProblemSchema, paths } from '../../../contract/http.ts';
import { enrolmentProof, parseEnrolmentCode } from '../../../contract/site/enrolment-code.ts';
import { enrolmentGrantSchema, publicKeySchema } from '../../../contract/site/enrolment.ts';
import type { EnrolmentGrant, PublicKey } from '../../../contract/site/enrolment.ts';
import type { Site } from '../../../contract/site/site.ts';
import type { CountyConfig } from '../../../county/config.ts';
import { beginInformation } from '../../../county/information/base.ts';
import { beginCatalogue } from '../../../county/publish/catalogue.ts';
import { issueEnrolmentCode } from '../../../county/sites/enrolment-codes.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty } from './open-county.ts';

/** A test county that listens on loopback. */
export interface HttpCounty extends TestCounty {
  readonly url: string;
}

export async function openHttpCounty(settings: Partial<CountyConfig> = {}): Promise<HttpCounty> {
  const county = await openTestCounty(settings);
  await beginCatalogue(county.deps);
  await beginInformation(county.deps);
  return { ...county, url: await county.app.listen({ host: '127.0.0.1', port: 0 }) };
}

export const dongmen: Site = {
  id: 'dongmen',
  name: { 'zh-CN': '东门村', en: 'Dongmen Village' },
  township: { id: 'chenhu', name: { 'zh-CN': '陈湖镇', en: 'Chenhu Township' } },
};

export const xigou: Site = { ...dongmen, id: 'xigou', name: { 'zh-CN': '西沟村' } };

/** A terminal's own key and journal. */
export interface Newcomer {
  readonly journal: string;
  readonly publicKey: PublicKey;
}

export function newcomer(): Newcomer {
  const { publicKey } = generateKeyPairSync('ed25519');
  return { journal: randomUUID(), publicKey: publicKeySchema.parse(publicKey.export({ format: 'jwk' })) };
}

/** What a terminal that knows this code sends. */
export function enrolmentRequest(code: string, { journal, publicKey }: Newcomer) {
  const parsed = parseEnrolmentCode(code);
  if (parsed === null) throw new Error(`${code} is not an enrolment code.`);
  return { codeId: parsed.id, journal, publicKey, proof: enrolmentProof(parsed.secret, publicKey.x, journal), version: '0.1.0' };
}

export function postJson(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
}

/** Registers the site and enrols a new terminal there. */
export async function enrolTerminal(county: HttpCounty, site: Site = dongmen): Promise<EnrolmentGrant> {
  await registerSite(county.deps, site);
  const { code } = await issueEnrolmentCode(county.deps, site.id);
  return readGrant(county, await postJson(county.url + paths.enrolments, enrolmentRequest(code, newcomer())));
}

/** The grant in an answer, its signature checked. */
export async function readGrant(county: HttpCounty, answer: Response): Promise<EnrolmentGrant> {
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return readSigned(county, await answer.text(), enrolmentGrantSchema);
}

/** The payload of a JWS, after its signature was found to be the county's. */
export async function readSigned<T>(county: HttpCounty, jws: string, schema: z.ZodType<T>): Promise<T> {
  const key = createPublicKey({ key: { ...county.deps.keys.publicKey }, format: 'jwk' });
  const { payload } = await compactVerify(jws, key, { algorithms: ['EdDSA'] });
  return schema.parse(JSON.parse(new TextDecoder().decode(payload)));
}

/** Status and code of a refusal. */
export async function refusal(answer: Response): Promise<string> {
  return `${answer.status} ${countyProblemSchema.parse(await answer.json()).error.code}`;
}

export function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}

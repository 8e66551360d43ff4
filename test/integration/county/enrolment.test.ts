import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heartbeatAnswerSchema, paths } from '../../../contract/http.ts';
import { keyFingerprint, parseEnrolmentCode } from '../../../contract/site/enrolment-code.ts';
import { defaultValidityRule } from '../../../contract/viewing/validity.ts';
import { issueEnrolmentCode } from '../../../county/sites/enrolment-codes.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { bearer, dongmen, enrolmentRequest, enrolTerminal, newcomer, openHttpCounty, postJson, readGrant, refusal, xigou } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';

const DAY_MS = 24 * 3600 * 1000;

let county: HttpCounty;
beforeAll(async () => {
  county = await openHttpCounty();
  await registerSite(county.deps, dongmen);
  await registerSite(county.deps, xigou);
});
afterAll(() => county.close());

const newCode = async (site = dongmen.id) => (await issueEnrolmentCode(county.deps, site)).code;
const wellFormed = () => ({ codeId: 'K7Q2', ...newcomer(), proof: 'A'.repeat(43), version: '0.1.0' });
const enrol = (body: unknown) => postJson(county.url + paths.enrolments, body);

describe('enrolment', () => {
  test('by a code gives a terminal its identity, its site and the county’s key, which the code has pinned', async () => {
    const [code, terminal] = [await newCode(), newcomer()];
    const grant = await readGrant(county, await enrol(enrolmentRequest(code, terminal)));
    expect(grant).toMatchObject({ kind: 'enrolment/1', journal: terminal.journal, site: dongmen, rule: defaultValidityRule });
    expect(keyFingerprint(grant.county.publicKey.x)).toBe(parseEnrolmentCode(code)?.fingerprint);
  });

  test('takes a code once: another terminal is refused', async () => {
    const code = await newCode();
    await readGrant(county, await enrol(enrolmentRequest(code, newcomer())));
    expect(await refusal(await enrol(enrolmentRequest(code, newcomer())))).toBe('409 enrolment-code-used');
  });

  test('gives the same grant again when its answer was lost, until the code expires', async () => {
    const request = enrolmentRequest(await newCode(), newcomer());
    const first = await (await enrol(request)).text();
    expect(await (await enrol(request)).text()).toBe(first);
    expect(await (await enrol({ ...request, version: '0.1.1' })).text()).toBe(first);
    county.passMs(8 * DAY_MS);
    expect(await refusal(await enrol(request))).toBe('409 enrolment-code-used');
  });

  test('of one code by many terminals at once lets one of them in', async () => {
    const code = await newCode();
    const answers = await Promise.all(Array.from({ length: 6 }, () => enrol(enrolmentRequest(code, newcomer()))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  test('is refused for a code that was never given out', async () => {
    const request = enrolmentRequest(await newCode(), newcomer());
    await county.deps.database.tables.deleteFrom('enrolment_codes').where('code', '=', request.codeId).execute();
    expect(await refusal(await enrol(request))).toBe('404 enrolment-code-unknown');
  });

  test('is refused after seven days, and not a minute before', async () => {
    const [early, late] = [await newCode(), await newCode()];
    county.passMs(7 * DAY_MS - 60_000);
    await readGrant(county, await enrol(enrolmentRequest(early, newcomer())));
    county.passMs(60_000);
    expect(await refusal(await enrol(enrolmentRequest(late, newcomer())))).toBe('410 enrolment-code-expired');
  });

  test('is refused without knowledge of the whole code, which stays good', async () => {
    const [code, terminal] = [await newCode(), newcomer()];
    const wrong = { ...enrolmentRequest(code, terminal), proof: 'A'.repeat(43) };
    expect(await refusal(await enrol(wrong))).toBe('403 enrolment-proof-wrong');
    await readGrant(county, await enrol(enrolmentRequest(code, terminal)));
  });

  test('cannot be turned to another key or journal by who reads the line', async () => {
    const seen = enrolmentRequest(await newCode(), newcomer());
    const hostile = newcomer();
    expect(await refusal(await enrol({ ...seen, publicKey: hostile.publicKey }))).toBe('403 enrolment-proof-wrong');
    expect(await refusal(await enrol({ ...seen, journal: hostile.journal }))).toBe('403 enrolment-proof-wrong');
    await readGrant(county, await enrol(seen));
    expect(await refusal(await enrol({ ...seen, publicKey: hostile.publicKey }))).toBe('409 enrolment-code-used');
  });

  test('cannot take over a journal with another key, or carry one to another site', async () => {
    const owner = newcomer();
    await readGrant(county, await enrol(enrolmentRequest(await newCode(), owner)));
    const thief = { journal: owner.journal, publicKey: newcomer().publicKey };
    expect(await refusal(await enrol(enrolmentRequest(await newCode(), thief)))).toBe('403 forbidden');
    expect(await refusal(await enrol(enrolmentRequest(await newCode(xigou.id), owner)))).toBe('403 forbidden');
  });

  test('of the same terminal again keeps its name and ends its old token', async () => {
    const terminal = newcomer();
    const request = enrolmentRequest(await newCode(), terminal);
    const before = await readGrant(county, await enrol(request));
    const after = await readGrant(county, await enrol(enrolmentRequest(await newCode(), terminal)));
    expect(after.terminal).toBe(before.terminal);
    expect((await fetch(county.url + paths.roster, { headers: bearer(after.token) })).status).toBe(200);
    expect(await refusal(await fetch(county.url + paths.roster, { headers: bearer(before.token) }))).toBe('401 terminal-unknown');
    expect(await refusal(await enrol(request))).toBe('409 enrolment-code-used');
  });

  test('leaves neither the code’s secret nor the token in the database', async () => {
    const code = await newCode();
    const { token } = await readGrant(county, await enrol(enrolmentRequest(code, newcomer())));
    const { tables } = county.deps.database;
    const kept = JSON.stringify([await tables.selectFrom('enrolment_codes').selectAll().execute(), await tables.selectFrom('terminals').selectAll().execute()]);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(parseEnrolmentCode(code)?.secret);
    expect(await readFile(join(county.deps.config.data, 'keys', 'county.jwk'), 'utf8')).not.toContain(token);
  });

  test.each([
    ['an empty body', {}],
    ['no JSON at all', 'hello'],
    ['a key of another kind', { ...wellFormed(), publicKey: { kty: 'EC', crv: 'P-256', x: 'A' } }],
    ['more than is asked for', { ...wellFormed(), site: 'dongmen' }],
  ])('refuses %s with what is wrong', async (_what, body) => {
    expect(await refusal(await enrol(body))).toBe('400 bad-request');
  });

  test('refuses a body without end', async () => {
    expect(await refusal(await enrol({ codeId: 'x'.repeat(100_000) }))).toBe('413 too-large');
  });
});

describe('a heartbeat', () => {
  const beat = (journal: string, at: string) => ({
    journal,
    clock: { at, boot: randomUUID(), uptimeMs: 60_000 },
    version: '0.2.0',
    last: { seq: 41, hash: 'a'.repeat(64) },
    freeBytes: 3_000_000_000,
  });

  test('is answered with the county’s time and notes the terminal’s state and clock', async () => {
    const { journal, token } = await enrolTerminal(county);
    const sent = beat(journal, '2001-01-01T08:00:00.000+08:00');
    const answer = await postJson(county.url + paths.heartbeats, sent, bearer(token));
    expect(heartbeatAnswerSchema.parse(await answer.json())).toEqual({ at: county.deps.now().toISOString() });
    const { tables } = county.deps.database;
    const terminal = await tables.selectFrom('terminals').selectAll().where('journal', '=', journal).executeTakeFirstOrThrow();
    expect(terminal).toMatchObject({ version: '0.2.0', last_seq: 41, last_hash: 'a'.repeat(64), free_bytes: 3_000_000_000, last_contact_at: county.deps.now() });
    const readings = () => tables.selectFrom('clock_readings').select(['wall', 'boot', 'read_at']).where('journal', '=', journal).execute();
    expect(await readings()).toEqual([{ wall: sent.clock.at, boot: sent.clock.boot, read_at: county.deps.now() }]);
    for (const [passMs, count] of [[60_000, 1], [3_600_000, 2]] as const) {
      county.passMs(passMs);
      await postJson(county.url + paths.heartbeats, sent, bearer(token));
      expect(await readings()).toHaveLength(count);
    }
  });

  test('is refused without a token, with a wrong one, and for another terminal’s journal', async () => {
    const { journal, token } = await enrolTerminal(county);
    const other = await enrolTerminal(county);
    const sent = beat(journal, '2026-11-23T09:00:00.000+08:00');
    expect(await refusal(await postJson(county.url + paths.heartbeats, sent))).toBe('401 unauthorized');
    expect(await refusal(await postJson(county.url + paths.heartbeats, sent, bearer(`${token}x`)))).toBe('401 terminal-unknown');
    expect(await refusal(await postJson(county.url + paths.heartbeats, sent, bearer(other.token)))).toBe('403 forbidden');
  });
});

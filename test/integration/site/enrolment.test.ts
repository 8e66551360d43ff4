import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enrolmentProof, formatEnrolmentCode, keyFingerprint, newEnrolmentCode, sameProof } from '../../../contract/site/enrolment-code.ts';
import type { EnrolmentCode } from '../../../contract/site/enrolment-code.ts';
import { enrolmentRequestSchema } from '../../../contract/site/enrolment.ts';
import type { EnrolmentRequest } from '../../../contract/site/enrolment.ts';
import { defaultValidityRule } from '../../../contract/viewing/validity.ts';
import { openEnrolment } from '../../../electron/site/enrolment.ts';
import type { Enrolment } from '../../../electron/site/enrolment.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { openIdentity } from '../../../electron/site/identity.ts';
import type { IdentityStore } from '../../../electron/site/identity.ts';
import { answers500, answersJson, answersSigned, bodyOf, deadUrl, httpServer, portalPage } from '../../support/terminal/http-server.ts';
import type { Answer } from '../../support/terminal/http-server.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import type { CountyKey } from '../../support/terminal/signing.ts';
import { emptyFolder, expectProblem, problemList, problemOf, testClock } from '../../support/terminal/surroundings.ts';

const site = { id: 'dongmen', name: { 'zh-CN': '东门村', en: 'Dongmen Village' }, township: { id: 'chenhu', name: { 'zh-CN': '陈湖镇' } } };

function grantFor(key: CountyKey, request: Pick<EnrolmentRequest, 'journal'>) {
  return {
    kind: 'enrolment/1', terminal: randomUUID(), journal: request.journal, site, rule: defaultValidityRule,
    county: { name: { 'zh-CN': '某县' }, publicKey: key.publicKey }, grantedAt: '2026-11-23T09:30:00.000+08:00', token: 'k'.repeat(40),
  };
}

/** A county that gave out one code; it notes every request, and answers as `answer` says. */
async function county(answer?: (request: EnrolmentRequest, key: CountyKey) => Answer) {
  const key = countyKey();
  const code = newEnrolmentCode(keyFingerprint(key.publicKey.x));
  const requests: EnrolmentRequest[] = [];
  const server = await httpServer(async (raw, response) => {
    const request = enrolmentRequestSchema.parse(JSON.parse((await bodyOf(raw)).toString()));
    requests.push(request);
    const give = answer?.(request, key) ?? answersSigned(key.sign(grantFor(key, request)));
    await give(raw, response);
  });
  return { key, code, typed: formatEnrolmentCode(code), requests, server, url: server.url };
}

async function terminal(folder?: string): Promise<{ folder: string; identity: IdentityStore; enrolment: Enrolment; problems: string[] }> {
  const at = folder ?? (await emptyFolder());
  const problems = problemList();
  const identity = await openIdentity({ folder: at, clock: testClock(), onProblem: problems.add });
  const enrolment = await openEnrolment({ identity, http: createHttp({ fetch }), version: '0.1.0', onProblem: problems.add });
  return { folder: at, identity, enrolment, problems: problems.list.map((problem) => problem.code) };
}

function provesItself(request: EnrolmentRequest, code: EnrolmentCode): boolean {
  return request.codeId === code.id && sameProof(request.proof, enrolmentProof(code.secret, request.publicKey.x, request.journal));
}

describe('enrolling a terminal', () => {
  it('gives it its site, and shows that it knows the code without sending the secret', async () => {
    const { url, typed, code, requests } = await county();
    const { enrolment } = await terminal();
    const told: string[] = [];
    enrolment.onChanged((enrolled) => told.push(enrolled.site.id));
    const enrolled = await enrolment.enrol({ countyUrl: `${url}/`, code: typed.toLowerCase().replaceAll('-', ' '), acceptInsecure: false });
    expect(enrolled).toMatchObject({ site, countyUrl: url, journal: requests[0]?.journal });
    expect(enrolment.current()).toEqual(enrolled);
    expect(told).toEqual(['dongmen']);
    expect(requests.map((request) => provesItself(request, code))).toEqual([true]);
    expect(JSON.stringify(requests)).not.toContain(code.secret);
  });

  it('holds after a restart, with the same key', async () => {
    const { url, typed } = await county();
    const first = await terminal();
    const enrolled = await first.enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false });
    const again = await terminal(first.folder);
    expect(again.enrolment.current()).toEqual(enrolled);
    expect(again.identity.identity()?.publicKey).toEqual(first.identity.identity()?.publicKey);
    expect(again.problems).toEqual([]);
    await expectProblem('already-enrolled', () => again.enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false }));
  });

  it.runIf(process.platform !== 'win32')('keeps key and token for the owner alone', async () => {
    const { url, typed } = await county();
    const { folder, enrolment } = await terminal();
    await enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false });
    expect((await stat(join(folder, 'identity.json'))).mode & 0o777).toBe(0o600);
  });

  it('succeeds with the same key and journal when the answer was lost, after a restart too', async () => {
    let lose = true;
    const { url, typed, requests } = await county((request, key) => (raw, response) => {
      if (lose) raw.socket.destroy();
      else answersSigned(key.sign(grantFor(key, request)))(raw, response) as undefined;
    });
    const first = await terminal();
    await expectProblem('county-unreachable', () => first.enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false }));
    expect(first.enrolment.current()).toBeNull();
    lose = false;
    const again = await terminal(first.folder);
    await again.enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false });
    expect(requests).toHaveLength(2);
    expect(requests[1]).toEqual(requests[0]);
  });

  it('refuses a mistyped code and a bad address before anything is sent', async () => {
    const { url, typed, requests } = await county();
    const { enrolment, identity } = await terminal();
    const mistyped = (typed.startsWith('A') ? 'B' : 'A') + typed.slice(1);
    await expectProblem('enrolment-code-malformed', () => enrolment.enrol({ countyUrl: url, code: mistyped, acceptInsecure: false }));
    await expectProblem('county-url-malformed', () => enrolment.enrol({ countyUrl: 'ftp://x', code: typed, acceptInsecure: false }));
    await expectProblem('county-url-insecure', () => enrolment.enrol({ countyUrl: 'http://county.example', code: typed, acceptInsecure: false }));
    expect(requests).toEqual([]);
    expect(identity.identity()).toBeNull();
  });

  it('does not enrol with a county whose key is not the code’s', async () => {
    const impostor = countyKey();
    const { url, typed } = await county((request) => answersSigned(impostor.sign(grantFor(impostor, request))));
    const { enrolment } = await terminal();
    await expectProblem('county-key-wrong', () => enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false }));
    expect(enrolment.current()).toBeNull();
  });

  it('does not take a grant that names the county’s key but was signed by another', async () => {
    const { url, typed } = await county((request, key) => answersSigned(countyKey().sign(grantFor(key, request))));
    const { enrolment } = await terminal();
    await expectProblem('signature-wrong', () => enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false }));
  });

  it('does not take a grant for another journal', async () => {
    const other = { journal: randomUUID() } as unknown as EnrolmentRequest;
    const { url, typed } = await county((_request, key) => answersSigned(key.sign(grantFor(key, other))));
    const { enrolment } = await terminal();
    expect(await problemOf(() => enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false }))).toEqual({ code: 'signature-wrong', data: { what: 'enrolment' } });
  });

  it.each([
    ['enrolment-code-unknown', 404, 'enrolment-code-unknown'],
    ['enrolment-code-used', 409, 'enrolment-code-used'],
    ['enrolment-code-expired', 410, 'enrolment-code-expired'],
    ['enrolment-proof-wrong', 403, 'enrolment-code-unknown'],
    ['rate-limited', 429, 'county-refused'],
    ['forbidden', 403, 'county-refused'],
  ] as const)('says what the county’s refusal %s means', async (code, status, problem) => {
    const { url, typed } = await county(() => answersJson(status, { error: { code, message: 'No.' } }));
    const { enrolment } = await terminal();
    await expectProblem(problem, () => enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false }));
  });

  it('tells a portal, a failing county and a dead line apart', async () => {
    const { server, url, typed } = await county();
    const { enrolment } = await terminal();
    server.answerWith(portalPage);
    await expectProblem('county-is-something-else', () => enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false }));
    server.answerWith(answers500);
    await expectProblem('county-failing', () => enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false }));
    const nowhere = await deadUrl();
    await expectProblem('county-unreachable', () => enrolment.enrol({ countyUrl: nowhere, code: typed, acceptInsecure: false }));
  });

  it('is asked for once when it is asked for twice at once', async () => {
    const { url, typed, requests } = await county();
    const { enrolment } = await terminal();
    const ask = () => enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false });
    const [first, second] = await Promise.allSettled([ask(), ask()]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    expect(requests).toHaveLength(1);
  });

  it('counts as not enrolled when the kept grant was altered, and says so', async () => {
    const { url, typed, key } = await county();
    const { folder, enrolment, identity } = await terminal();
    await enrolment.enrol({ countyUrl: url, code: typed, acceptInsecure: false });
    const journal = identity.identity()?.journal ?? '';
    const other = { ...grantFor(key, { journal } as EnrolmentRequest), site: { ...site, id: 'ximen' } };
    for (const name of ['identity.json', 'identity.json.bak']) {
      const text = await readFile(join(folder, name), 'utf8');
      await writeFile(join(folder, name), text.replace(/"grant": "[^"]*"/, `"grant": "${countyKey().sign(other)}"`));
    }
    const again = await terminal(folder);
    expect(again.enrolment.current()).toBeNull();
    expect(again.problems).toEqual(['signature-wrong']);
  });
});

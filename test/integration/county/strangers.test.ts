import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Writable } from 'node:stream';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countyProblemSchema, paths } from '../../../contract/http.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../../contract/usage/envelope.ts';
import { accountPaths } from '../../../county/accounts/schemas.ts';
import { buildApp } from '../../../county/app.ts';
import { beginInformation } from '../../../county/information/base.ts';
import { beginCatalogue } from '../../../county/publish/catalogue.ts';
import { sitePaths } from '../../../county/sites/schemas.ts';
import { JournalMaker } from './journal-maker.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { signedIn } from './records-people.ts';
import { dongmen, groupViewing, searched } from './usage-events.ts';

/** What anybody may ask for, each with the reason. Every other route, also one that is made tomorrow, must ask who is there. */
const open: Readonly<Record<string, string>> = {
  'GET /v1/health': 'tells a county from a portal page',
  'POST /v1/enrolments': 'asks for a one-time code',
  'GET /v1/catalogue': 'signed, and public',
  'GET /v1/issues/:id/manifest': 'signed, and public',
  'GET /v1/content/:sha256': 'public, by a hash that the manifests tell',
  'GET /v1/information': 'signed, and public',
  'POST /v1/usage': 'asks for the signature of an enrolled terminal',
  'GET /v1/admin/session': 'tells a stranger that nobody is signed in',
  'POST /v1/admin/session': 'signs in',
  'DELETE /v1/admin/session': 'signs out',
  'POST /v1/admin/setup': 'asks for a one-time token',
  'GET /v1/openapi.json': 'describes the addresses',
  'GET /metrics': 'of this machine; from elsewhere it asks for a token',
  'GET /': 'the pages before somebody signs in',
  'GET /index.html': 'the pages before somebody signs in',
  'GET /assets/page-1a2b.js': 'the pages before somebody signs in',
};

/** What township staff may change, each with the reason why it is theirs, or where another test holds them to their own sites. */
const townshipMay: Readonly<Record<string, string>> = {
  'POST /v1/records/envelopes': 'sticks of their own sites: records.test.ts',
  'POST /v1/admin/session/password': 'their own password',
  'PUT /v1/reports/monthly/:month/:scope/:id/remarks': 'remarks on their own sites’ month',
  'POST /v1/reports/monthly/:month/:scope/:id/signature': 'signing their own sites’ month off',
  'POST /v1/admin/plans': 'plans for their own sites',
  'PUT /v1/admin/plans/:plan': 'plans for their own sites',
  'DELETE /v1/admin/plans/:plan': 'plans for their own sites',
};

interface Route {
  readonly method: string;
  readonly url: string;
}

let county: TestCounty;
let app: FastifyInstance;
let terminal: TestTerminal;
let pages: string;
const routes: Route[] = [];
const log: string[] = [];
beforeAll(async () => {
  county = await openTestCounty();
  pages = await mkdtemp(join(tmpdir(), 'county-pages-'));
  await mkdir(join(pages, 'assets'));
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>county</title>');
  await writeFile(join(pages, 'assets', 'page-1a2b.js'), '');
  await beginCatalogue(county.deps);
  await beginInformation(county.deps);
  const logTo = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      log.push(chunk.toString());
      done();
    },
  });
  const config = { ...county.deps.config, dashboard: pages, logLevel: 'info' as const };
  app = await buildApp({ ...county.deps, config }, { logTo, onRoute: (method, url) => routes.push({ method, url }) });
  await app.ready();
  terminal = await county.enterTerminal(dongmen);
  await county.enterTerminal({ ...dongmen, id: 'faraway', name: { 'zh-CN': '远村' }, township: { id: 'other', name: { 'zh-CN': '他镇' } } });
  for (const event of [...groupViewing(), searched()]) terminal.maker.record(event);
  await app.inject({ method: 'POST', url: paths.usage, headers: { 'content-type': ENVELOPE_MEDIA_TYPE }, payload: terminal.maker.envelope() });
});
afterAll(async () => {
  await app.close();
  await county.close();
  await rm(pages, { recursive: true });
});

/** The address of a route about the site of Dongmen, its terminal, or something that is not there. */
function addressOf(url: string): string {
  const { journal } = terminal.maker;
  const known: Readonly<Record<string, string>> = { site: 'dongmen', township: 'chenhu', journal, sha256: '0'.repeat(64), issue: '2026-11', month: '2026-11', year: '2026', day: '2026-11-23' };
  return url.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? randomUUID()).replaceAll('*', 'x');
}

async function send({ method, url }: Route, headers: Readonly<Record<string, string>> = {}, query = '') {
  const answer = await app.inject({ method: method as 'GET', url: addressOf(url) + query, remoteAddress: '10.9.0.1', headers });
  return { status: answer.statusCode, body: answer.body };
}

const nameOf = ({ method, url }: Route) => `${method} ${url}`;
const heads = () => routes.filter((route) => route.method === 'HEAD' && !(nameOf({ ...route, method: 'GET' }) in open));
const asked = () => routes.filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
const guarded = () => asked().filter((route) => !(nameOf(route) in open));

describe('who has not signed in', () => {
  test('is refused by every route that is not named as open, before anything of the request is looked at', async () => {
    expect(guarded().length).toBeGreaterThan(30);
    const let_in: string[] = [];
    for (const route of guarded()) {
      const { status, body } = await send(route);
      if (status !== 401 || countyProblemSchema.parse(JSON.parse(body)).error.code !== 'unauthorized') let_in.push(`${nameOf(route)} ${status}`);
    }
    expect(let_in).toEqual([]);
  });

  test('is not let in by a cookie, a token of a terminal or a token of a machine that somebody made up', async () => {
    const let_in: string[] = [];
    for (const headers of [{ cookie: `session=${'a'.repeat(43)}` }, { authorization: `Bearer ${'a'.repeat(43)}` }, { cookie: "session=' or 1=1 --" }]) {
      for (const route of [...guarded(), ...heads()]) {
        const { status } = await send(route, headers);
        if (status !== 401) let_in.push(`${nameOf(route)} ${status}`);
      }
    }
    expect(let_in).toEqual([]);
  });

  test('finds every open route among those there are, so that the list of them stays true', () => {
    const names = new Set(asked().map(nameOf));
    expect(Object.keys(open).filter((name) => !names.has(name))).toEqual([]);
  });

  test('is not a person by being a terminal', async () => {
    const headers = { authorization: `Bearer ${terminal.token}` };
    const people = guarded().filter(({ url }) => url.startsWith('/v1/admin') || url.startsWith('/v1/sites') || url.startsWith('/v1/reports'));
    for (const route of people) expect((await send(route, headers)).status, nameOf(route)).toBe(401);
  });
});

describe('township staff of elsewhere', () => {
  test('read nothing of a site that is not theirs, whatever route they try', async () => {
    const { cookie } = await signedIn(county, 'township-staff', 'other');
    const told: string[] = [];
    for (const route of guarded().filter(({ method }) => method === 'GET')) {
      for (const query of ['', '?site=dongmen', '?township=chenhu', `?journal=${terminal.maker.journal}`]) {
        const { status, body } = await send(route, { cookie }, query);
        if (status >= 500) told.push(`${nameOf(route)}${query} ${status}`);
        // A refusal may say the name that was asked for back.
        if (status < 400 && ['dongmen', '东门村', terminal.maker.journal].some((mark) => body.includes(mark))) told.push(`${nameOf(route)}${query} tells of the site`);
      }
    }
    expect(told).toEqual([]);
  });

  test('change nothing but what is named as theirs', async () => {
    const { cookie } = await signedIn(county, 'township-staff', 'other');
    const done: string[] = [];
    for (const route of guarded().filter(({ method }) => method !== 'GET')) {
      if (nameOf(route) in townshipMay) continue;
      const { status } = await send(route, { cookie });
      if (status !== 403 && status !== 401) done.push(`${nameOf(route)} ${status}`);
    }
    expect(done).toEqual([]);
  });
});

describe('a page of somewhere else', () => {
  test('cannot make a signed-in person’s browser change anything', async () => {
    const { cookie } = await signedIn(county, 'county-admin');
    const changing = guarded().filter(({ method, url }) => method !== 'GET' && url.startsWith('/v1/admin'));
    for (const route of changing) {
      const { status } = await send(route, { cookie, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' });
      expect(status, nameOf(route)).toBe(403);
    }
  });
});

describe('what a stranger sends', () => {
  const hostile = ["' or '1'='1", '"; drop table sites; --', '../../../../etc/passwd', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '${7*7}', '<script>alert(1)</script>', '\u0000', 'é'.repeat(3000)];

  test('is no SQL, path or page, wherever it stands', async () => {
    const { cookie } = await signedIn(county, 'county-admin');
    for (const text of hostile) {
      for (const url of [sitePaths.site(encodeURIComponent(text)), `${paths.summary}?site=${encodeURIComponent(text)}`, `/assets/${text}`, `/${encodeURIComponent(text)}`, `/v1/content/${encodeURIComponent(text)}`]) {
        const answer = await app.inject({ url, headers: { cookie }, remoteAddress: '10.9.0.2' });
        expect([400, 404, 414], `${url.slice(0, 80)} ${answer.body}`).toContain(answer.statusCode);
        expect(answer.headers['content-type']).toMatch(/^application\/json/);
        expect(answer.body).not.toContain('root:');
      }
    }
    expect(await county.deps.database.tables.selectFrom('sites').select('site').execute()).toHaveLength(2);
  });

  test('is refused where it is too large or malformed, on every route that takes a body', async () => {
    const { cookie } = await signedIn(county, 'county-admin');
    const taking = asked().filter(({ method }) => method === 'POST' || method === 'PUT' || method === 'PATCH');
    const taken: string[] = [];
    for (const route of taking) {
      for (const [type, payload] of [['application/json', '{"a":'], ['application/json', '[[[[[["'], ['application/json', `"${'x'.repeat(20 * 1024 * 1024)}"`], ['text/html', '<a>']] as const) {
        const answer = await app.inject({ method: route.method as 'POST', url: addressOf(route.url), remoteAddress: '10.9.0.3', headers: { cookie, 'content-type': type }, payload });
        if (answer.statusCode < 400 || answer.statusCode >= 500) taken.push(`${nameOf(route)} ${answer.statusCode} ${payload.slice(0, 10)}`);
      }
    }
    expect(taken).toEqual([]);
  });

  test('is no envelope when it is forged, and a replayed one adds nothing; both are logged as what they are', async () => {
    const hand = (payload: Buffer) => app.inject({ method: 'POST', url: paths.usage, headers: { 'content-type': ENVELOPE_MEDIA_TYPE }, remoteAddress: '10.9.0.4', payload });
    const { maker } = terminal;
    const lines = async () => (await county.deps.database.tables.selectFrom('journal_lines').select('seq').execute()).length;
    const before = await lines();
    expect((await hand(maker.envelope())).statusCode).toBe(200);
    expect(await lines()).toBe(before);

    // Another key under the name of this terminal.
    const forger = new JournalMaker('dongmen');
    forger.record(searched());
    const forged = forger.envelope(1, 1, { journal: maker.journal, terminal: maker.terminal });
    log.length = 0;
    expect(countyProblemSchema.parse((await hand(forged)).json()).error.code).toBe('envelope-signature-wrong');
    expect(countyProblemSchema.parse((await hand(Buffer.from('not an envelope'))).json()).error.code).toBe('envelope-malformed');
    expect(await lines()).toBe(before);
    const logged = log.map((line) => JSON.parse(line) as { readonly msg: string; readonly code: string; readonly status: number; readonly from: string });
    expect(logged.filter(({ msg }) => msg === 'refused').map(({ code, from }) => [code, from])).toEqual([
      ['envelope-signature-wrong', '10.9.0.4'],
      ['envelope-malformed', '10.9.0.4'],
    ]);
  });
});

describe('the log', () => {
  test('names nobody: no name, password, token, member or text that somebody typed', async () => {
    log.length = 0;
    const { cookie } = await signedIn(county, 'county-admin');
    const secrets = ['王秀兰的名字', 'a very secret password', 'potato prices', 'token-that-is-none', cookie.slice('session='.length)];
    const [name = '', password = '', typed = '', token = ''] = secrets;
    await app.inject({ method: 'POST', url: accountPaths.session, payload: { name, password } });
    await app.inject({ url: `/v1/admin/audit?who=${encodeURIComponent(name)}&no=${encodeURIComponent(typed)}`, headers: { cookie } });
    await app.inject({ url: `/v1/nowhere?q=${encodeURIComponent(typed)}`, headers: { cookie } });
    await app.inject({ url: accountPaths.token(name), method: 'DELETE', headers: { cookie } });
    await app.inject({ url: paths.roster, headers: { authorization: `Bearer ${token}` } });
    await app.inject({ method: 'POST', url: accountPaths.accounts, headers: { cookie }, payload: { name, password, role: 'county-staff' } });
    const text = log.join('');
    expect(log.length).toBeGreaterThan(5);
    for (const secret of secrets) for (const form of [secret, encodeURIComponent(secret)]) expect(text).not.toContain(form);
  });
});

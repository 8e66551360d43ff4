import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countyProblemSchema, heartbeatAnswerSchema, paths } from '../../../contract/http.ts';
import type { Heartbeat } from '../../../contract/http.ts';
import { MAX_COMMAND_RESULT_BYTES, commandsSchema } from '../../../contract/site/commands.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../../contract/usage/envelope.ts';
import { AUDIT_PATH, auditAnswerSchema } from '../../../county/audit/schemas.ts';
import { issuedCodeSchema, siteCommandSchema, siteDetailSchema, sitePaths, sitesAnswerSchema } from '../../../county/sites/schemas.ts';
import { bearer, dongmen, enrolmentRequest, newcomer, openHttpCounty, readSigned, refusal, xigou } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';
import type { TestTerminal } from './open-county.ts';
import { signedIn } from './records-people.ts';

const DAY_MS = 24 * 3600 * 1000;
const faraway = { ...xigou, id: 'faraway', township: { id: 'other', name: { 'zh-CN': '他镇' } } };

let county: HttpCounty;
let admin: { readonly cookie: string };
let staff: { readonly cookie: string };
let township: { readonly cookie: string };
let terminal: TestTerminal;
beforeAll(async () => {
  county = await openHttpCounty();
  terminal = await county.enterTerminal(dongmen);
  await county.enterTerminal(faraway);
  admin = await signedIn(county, 'county-admin');
  staff = await signedIn(county, 'county-staff');
  township = await signedIn(county, 'township-staff', 'chenhu');
});
afterAll(() => county.close());

function send(method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<Response> {
  return fetch(county.url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function audit(query = '') {
  return auditAnswerSchema.parse(await (await send('GET', `${AUDIT_PATH}?${query}`, admin)).json()).entries;
}

const siteOf = async (id: string) => siteDetailSchema.parse(await (await send('GET', sitePaths.site(id), admin)).json());

async function beat(more: Partial<Heartbeat> = {}) {
  const { maker, token } = terminal;
  const heartbeat = { journal: maker.journal, clock: maker.clock, version: '0.1.0', last: maker.head, freeBytes: 5e9, ...more };
  const answer = await send('POST', paths.heartbeats, bearer(token), heartbeat);
  expect(answer.status).toBe(200);
  return heartbeatAnswerSchema.parse(await answer.json());
}

/** The commands that the county's answer to a heartbeat carries, their signature checked. */
async function commandsAt(done: number) {
  const { commands } = await beat({ commandsDone: done });
  return commands === undefined ? null : readSigned(county, commands, commandsSchema);
}

async function ask(does: string, issue: string | null = null) {
  return siteCommandSchema.parse(await (await send('POST', sitePaths.commands('dongmen'), staff, { journal: terminal.maker.journal, does, issue })).json());
}

describe('a site', () => {
  const site = { id: 'beiping', name: { 'zh-CN': '北坪村' }, township: { id: 'xin', name: { 'zh-CN': '新镇' } } };

  test('is registered with its township on a page, and given other names', async () => {
    expect((await send('POST', sitePaths.sites, staff, site)).status).toBe(200);
    const renamed = { ...site, name: { 'zh-CN': '北坪新村' } };
    expect((await send('POST', sitePaths.sites, staff, renamed)).status).toBe(200);
    expect((await siteOf('beiping')).site).toEqual(renamed);
    expect((await audit('site=beiping')).map(({ action, before, after }) => [action, before, after])).toEqual([
      ['site.changed', site, renamed],
      ['site.registered', null, site],
    ]);
  });

  test('that is registered again as it is, changes nothing that were to be written down', async () => {
    const before = (await audit('site=dongmen')).length;
    expect((await send('POST', sitePaths.sites, staff, dongmen)).status).toBe(200);
    expect(await audit('site=dongmen')).toHaveLength(before);
  });

  test('is not registered by township staff, nor with an id that is none', async () => {
    expect(await refusal(await send('POST', sitePaths.sites, township, site))).toBe('403 forbidden');
    for (const id of ['', '../etc', 'a b', "x'; drop table sites; --", 'x'.repeat(65)]) expect(await refusal(await send('POST', sitePaths.sites, staff, { ...site, id }))).toBe('400 bad-request');
    expect(await county.deps.database.tables.selectFrom('sites').select('site').where('site', '=', 'dongmen').execute()).toHaveLength(1);
  });

  test('of another township is not there for township staff', async () => {
    const seen = sitesAnswerSchema.parse(await (await send('GET', sitePaths.sites, township)).json());
    expect([seen.sites.map(({ site: id }) => id), seen.townships.map(({ id }) => id)]).toEqual([['dongmen'], ['chenhu']]);
    expect(await refusal(await send('GET', sitePaths.site('faraway'), township))).toBe('404 not-found');
    expect((await send('GET', sitePaths.site('dongmen'), township)).status).toBe(200);
  });
});

describe('an enrolment code', () => {
  const make = async (who = staff) => issuedCodeSchema.parse(await (await send('POST', sitePaths.codes('beiping'), who)).json());
  const enrol = async (code: string) => send('POST', paths.enrolments, {}, enrolmentRequest(code, newcomer()));

  test('is made on the site’s page, listed without its secret, and enrols one terminal', async () => {
    const { code } = await make();
    const listed = await siteOf('beiping');
    expect(listed.codes).toMatchObject([{ id: code.slice(0, 4), issuedBy: expect.stringMatching(/^person/) as string }]);
    expect(JSON.stringify(listed)).not.toContain(code.slice(5, 9));
    expect((await enrol(code)).status).toBe(200);
    expect(await refusal(await enrol(code))).toBe('409 enrolment-code-used');
    expect((await siteOf('beiping')).codes).toEqual([]);
  });

  test('that is withdrawn enrols nothing any more, and its secret is gone', async () => {
    const { code } = await make();
    const id = code.slice(0, 4);
    expect((await send('DELETE', sitePaths.code('beiping', id), staff)).status).toBe(204);
    expect(await refusal(await enrol(code))).toBe('410 enrolment-code-expired');
    expect(await county.deps.database.tables.selectFrom('enrolment_codes').select('secret').where('code', '=', id).executeTakeFirst()).toEqual({ secret: null });
    expect((await audit('action=code.withdrawn')).map(({ subject }) => subject)).toEqual([id]);
  });

  test('is not made by township staff, nor withdrawn under another site', async () => {
    expect(await refusal(await send('POST', sitePaths.codes('dongmen'), township))).toBe('403 forbidden');
    const { code } = await make();
    expect(await refusal(await send('DELETE', sitePaths.code('dongmen', code.slice(0, 4)), staff))).toBe('404 not-found');
  });
});

describe('a heartbeat', () => {
  test('tells how the terminal is, and a later one that leaves the downloads out does not forget them', async () => {
    const downloads = [{ issue: '2026-11', version: 1, state: 'arriving' as const, doneBytes: 10, bytes: 100 }];
    await beat({ diskBytes: 9e10, problems: ['programs-lack-room'], viewing: true, safeMode: false, downloads });
    await beat({ viewing: false });
    const [known] = (await siteOf('dongmen')).terminals;
    expect(known).toMatchObject({ freeBytes: 5e9, diskBytes: null, problems: [], viewing: false, takesCommands: false });
    expect(known?.downloadsToldAt).not.toBeNull();
  });
});

describe('a command', () => {
  test('is signed for one journal under a rising number, and told until the terminal is through with it', async () => {
    expect(await commandsAt(0)).toBeNull();
    const first = await ask('send-logs');
    const second = await ask('take-screenshot');
    expect([second.number - first.number, first.state]).toEqual([1, 'open']);
    // A terminal of an earlier release says nothing of commands, and is told none.
    expect((await beat()).commands).toBeUndefined();
    const told = await commandsAt(0);
    expect(told).toMatchObject({ journal: terminal.maker.journal, number: second.number, commands: [{ id: first.id, does: 'send-logs' }, { id: second.id }] });
    expect(Date.parse(told?.expiresAt ?? '') - county.deps.now().getTime()).toBe(15 * 60_000);
    expect((await commandsAt(first.number))?.commands.map(({ id }) => id)).toEqual([second.id]);
    expect(await commandsAt(second.number)).toBeNull();
    expect((await siteOf('dongmen')).terminals[0]?.commands.map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test('ends as the terminal’s records say, once', async () => {
    const [asked] = (await siteOf('dongmen')).terminals[0]?.commands ?? [];
    const { id: command, number, does } = asked ?? { id: '', number: 0, does: '' };
    terminal.maker.record({ type: 'command.refused', data: { command, number, does, reason: 'viewing-open', detail: null } });
    terminal.maker.record({ type: 'command.done', data: { command, number, does, outcome: 'sent' } });
    const envelope = terminal.maker.envelope();
    const upload = () => fetch(county.url + paths.usage, { method: 'POST', body: new Uint8Array(envelope), headers: { 'content-type': ENVELOPE_MEDIA_TYPE } });
    expect((await upload()).status).toBe(200);
    expect((await upload()).status).toBe(200);
    const [ended] = (await siteOf('dongmen')).terminals[0]?.commands ?? [];
    expect(ended).toMatchObject({ state: 'refused', refusal: 'viewing-open', outcome: null });
  });

  test('that was taken back, or has run out, is told no more', async () => {
    const taken = await ask('restart');
    expect((await send('DELETE', sitePaths.command('dongmen', taken.id), staff)).status).toBe(204);
    expect(await commandsAt(taken.number - 1)).toBeNull();
    const old = await ask('update-now');
    county.passMs(7 * DAY_MS);
    expect(await commandsAt(old.number - 1)).toBeNull();
    // Nobody stays signed in for a week.
    [admin, staff, township] = [await signedIn(county, 'county-admin'), await signedIn(county, 'county-staff'), await signedIn(county, 'township-staff', 'chenhu')];
    const states = (await siteOf('dongmen')).terminals[0]?.commands.map(({ state }) => state);
    expect(states?.slice(0, 2)).toEqual(['overdue', 'withdrawn']);
  });

  test('goes on above the number that a terminal is through with, though the county forgot it in a restored backup', async () => {
    await beat({ commandsDone: 500 });
    expect((await ask('send-logs')).number).toBe(501);
  });

  test('is asked by county staff of a terminal of that site, for an issue that is published', async () => {
    const { journal } = terminal.maker;
    const post = (who: { cookie: string }, site: string, body: object) => send('POST', sitePaths.commands(site), who, body);
    expect(await refusal(await post(township, 'dongmen', { journal, does: 'restart', issue: null }))).toBe('403 forbidden');
    expect(await refusal(await post(staff, 'faraway', { journal, does: 'restart', issue: null }))).toBe('404 not-found');
    expect(await refusal(await post(staff, 'dongmen', { journal, does: 'fetch-issue', issue: 'no-such' }))).toBe('404 not-found');
    for (const body of [{ does: 'fetch-issue', issue: null }, { does: 'restart', issue: '2026-11' }, { does: 'format-disk', issue: null }]) {
      expect(await refusal(await post(staff, 'dongmen', { journal, ...body }))).toBe('400 bad-request');
    }
    const written = await audit('action=command.asked');
    expect(written[0]).toMatchObject({ site: 'dongmen', subject: 'send-logs', by: { kind: 'person' }, after: { journal } });
  });
});

describe('the file that a command asks for', () => {
  const logs = gzipSync('a line of the log');
  const put = (id: string, body: Uint8Array, type: string, token = terminal.token) =>
    fetch(county.url + paths.commandResult(id), { method: 'PUT', body: new Uint8Array(body), headers: { 'content-type': type, ...bearer(token) } });

  test('comes from the terminal that was asked, and is had by county staff alone', async () => {
    const { id } = await ask('send-logs');
    expect((await put(id, logs, 'application/gzip')).status).toBe(204);
    expect((await put(id, logs, 'application/gzip')).status).toBe(204);
    const got = await send('GET', sitePaths.result(id), staff);
    expect([got.headers.get('content-disposition'), Buffer.from(await got.arrayBuffer()).equals(logs)]).toEqual(['attachment; filename="dongmen-send-logs.log.gz"', true]);
    expect(await refusal(await send('GET', sitePaths.result(id), township))).toBe('403 forbidden');
    expect((await siteOf('dongmen')).terminals[0]?.commands[0]?.result).toMatchObject({ type: 'application/gzip', bytes: logs.length });
  });

  test('is taken from nobody else, for nothing that was not asked, in no other kind and no larger than allowed', async () => {
    const { id } = await ask('take-screenshot');
    const other = await county.enterTerminal({ ...dongmen, id: 'beside' });
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    expect(await refusal(await put(id, png, 'image/png', other.token))).toBe('404 not-found');
    expect(await refusal(await put(id, png, 'image/png', 'x'))).toBe('401 terminal-unknown');
    expect(await refusal(await put(randomUUID(), png, 'image/png'))).toBe('404 not-found');
    expect(await refusal(await put(id, logs, 'application/gzip'))).toBe('415 bad-request');
    expect(await refusal(await put(id, Buffer.from('<svg onload=alert(1)>'), 'image/png'))).toBe('415 bad-request');
    expect(await refusal(await put(id, Buffer.from('<svg/>'), 'image/svg+xml'))).toBe('415 bad-request');
    expect(await refusal(await put(id, Buffer.concat([png, Buffer.alloc(MAX_COMMAND_RESULT_BYTES)]), 'image/png'))).toBe('413 too-large');
    expect((await put(id, png, 'image/png')).status).toBe(204);
  });
});

describe('the audit log', () => {
  test('is only added to, whoever asks the database to change it', async () => {
    const { tables } = county.deps.database;
    await expect(tables.updateTable('audit').set({ action: 'nothing' }).execute()).rejects.toThrow(/append only/);
    await expect(tables.deleteFrom('audit').execute()).rejects.toThrow(/append only/);
    await expect(sql`truncate audit`.execute(tables)).rejects.toThrow(/append only/);
  });

  test('holds nothing of a change that was not made', async () => {
    const before = (await audit()).length;
    expect(countyProblemSchema.parse(await (await send('POST', sitePaths.codes('no-such-site'), staff)).json()).error.code).toBe('not-found');
    expect(await audit()).toHaveLength(before);
  });

  test('is filtered by what, by whom and by day, and read by admins alone', async () => {
    expect(new Set((await audit('action=command.asked')).map(({ action }) => action))).toEqual(new Set(['command.asked']));
    expect((await audit('who=PERSON')).length).toBeGreaterThan(3);
    expect(await audit("who=' or 1=1 --")).toEqual([]);
    expect(await audit('to=2026-01-01')).toEqual([]);
    expect(await refusal(await send('GET', AUDIT_PATH, staff))).toBe('403 forbidden');
  });
});

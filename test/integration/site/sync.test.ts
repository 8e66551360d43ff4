import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answersSchema } from '../../../contract/information/answers.ts';
import { catalogueSchema } from '../../../contract/programs/manifest.ts';
import type { Heartbeat } from '../../../contract/http.ts';
import { sitePlanSchema } from '../../../contract/viewing/plan.ts';
import { paths } from '../../../contract/http.ts';
import { journalIdSchema } from '../../../contract/usage/journal-line.ts';
import { openInformation } from '../../../electron/information/information.ts';
import { openMembers } from '../../../electron/learning/members.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { openSignedDocument } from '../../../electron/site/signed-document.ts';
import { openSync } from '../../../electron/site/sync.ts';
import { answers500, answersJson, answersSigned, httpServer, portalPage } from '../../support/terminal/http-server.ts';
import type { Answer } from '../../support/terminal/http-server.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { emptyFolder, onFault, problemList, testClock, until } from '../../support/terminal/surroundings.ts';

const at = '2026-11-20T09:00:00.000+08:00';
const journal = journalIdSchema.parse('0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a01');

function documents(version: number) {
  return {
    catalogue: { kind: 'catalogue/1', version, publishedAt: at, issues: [] },
    roster: { kind: 'roster/1', site: 'dongmen', version, publishedAt: at, members: [{ number: '007', name: '王秀英' }] },
    information: { kind: 'information/1', version, publishedAt: at, items: [] },
    plan: { kind: 'plan/1', site: 'dongmen', version, publishedAt: at, items: [] },
    answers: { kind: 'answers/1', site: 'dongmen', version, publishedAt: at, answers: [] },
  };
}

const unreachable: Answer = (request) => void request.socket.destroy();

/** A county with documents of a version; single paths can be made to misbehave, or all of them (`*`). */
async function county() {
  const key = countyKey();
  const state = { version: 1, faults: new Map<string, Answer>() };
  const documentOf: Record<string, keyof ReturnType<typeof documents>> = {
    [paths.catalogue]: 'catalogue', [paths.roster]: 'roster', [paths.information]: 'information', [paths.answers]: 'answers', [paths.plan]: 'plan',
  };
  const server = await httpServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const fault = state.faults.get(path) ?? state.faults.get('*');
    if (fault !== undefined) return fault(request, response);
    if (path === paths.heartbeats) return answersJson(200, { at })(request, response);
    const document = documentOf[path];
    if (document === undefined) return answersJson(404, { error: { code: 'not-found', message: path } })(request, response);
    const etag = `"${document}-${state.version}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    return answersSigned(key.sign(documents(state.version)[document]), { ETag: etag })(request, response);
  });
  return { key, state, server };
}

type County = Awaited<ReturnType<typeof county>>;

async function terminalOf({ key, server }: County, folder: string, enrolled = true) {
  const clock = testClock();
  const problems = problemList();
  const own = { folder, countyKey: key.publicKey, clock, onProblem: problems.add };
  const members = await openMembers({ ...own, site: () => 'dongmen' });
  const information = await openInformation({ ...own, onFault });
  const catalogue = await openSignedDocument({ ...own, file: join(folder, 'catalogue.jws'), schema: catalogueSchema, what: 'catalogue' });
  const answers = await openSignedDocument({ ...own, file: join(folder, 'answers.jws'), schema: answersSchema, what: 'answers' });
  const plan = await openSignedDocument({ ...own, file: join(folder, 'plan.jws'), schema: sitePlanSchema, what: 'plan' });
  const client = createCountyClient({ http: createHttp({ fetch }), url: server.url, token: 't'.repeat(40), publicKey: key.publicKey, journal });
  const heartbeat = (): Promise<Heartbeat> =>
    Promise.resolve({
      journal, version: '0.1.0', freeBytes: null, last: { seq: 0, hash: '0'.repeat(64) },
      clock: { at: clock.wall(), boot: clock.boot, uptimeMs: clock.uptimeMs() },
    });
  const sync = await openSync({
    folder, clock, heartbeat, onFault, onProblem: problems.add, everyMs: 40, mostMs: 80,
    client: () => (enrolled ? client : null),
    catalogue: { version: () => catalogue.current()?.payload.version ?? 0, accept: catalogue.accept },
    roster: members,
    information,
    plan: { version: () => plan.current()?.payload.version ?? 0, accept: plan.accept },
    answers: { version: () => answers.current()?.payload.version ?? 0, accept: answers.accept },
  });
  return { sync, members, information, catalogue, clock, problems: problems.list };
}

describe('keeping up with the county', () => {
  it('brings every document and knows that the line is there', async () => {
    const there = await county();
    const { sync, members, catalogue, information, clock } = await terminalOf(there, await emptyFolder());
    expect(sync.state()).toEqual({ line: 'unknown', lastContactAt: null, nextTryAt: null, problems: [] });
    await sync.tryNow();
    expect(sync.state()).toMatchObject({ line: 'online', lastContactAt: clock.wall(), problems: [] });
    expect(members.view()).toEqual([{ number: '007', name: '王秀英', initials: 'WXY' }]);
    expect(catalogue.current()?.payload.version).toBe(1);
    expect(information.version()).toBe(1);
  });

  it('asks only for what has changed, after a restart too', async () => {
    const [there, folder] = [await county(), await emptyFolder()];
    await (await terminalOf(there, folder)).sync.tryNow();
    const { sync } = await terminalOf(there, folder);
    await sync.tryNow();
    expect(there.server.requests.slice(7).map((request) => request.headers['if-none-match'])).toEqual(['"catalogue-1"', '"roster-1"', '"plan-1"', '"answers-1"', '"information-1"']);
    expect(sync.state().problems).toEqual([]);
  });

  it('asks for a document again when the one that is here was lost', async () => {
    const [there, folder] = [await county(), await emptyFolder()];
    await (await terminalOf(there, folder)).sync.tryNow();
    for (const name of ['roster.jws', 'roster.jws.bak']) await writeFile(join(folder, name), 'garbage');
    const { sync, members, problems } = await terminalOf(there, folder);
    expect(problems.map((problem) => problem.code)).toEqual(['settings-damaged']);
    expect(members.size()).toBe(0);
    await sync.tryNow();
    expect(members.size()).toBe(1);
  });

  it('keeps an older version out, says so, and keeps what is here', async () => {
    const there = await county();
    there.state.version = 5;
    const { sync, members, catalogue } = await terminalOf(there, await emptyFolder());
    await sync.tryNow();
    there.state.version = 4;
    await sync.tryNow();
    expect(sync.state().line).toBe('online');
    expect(sync.state().problems).toEqual(['catalogue', 'roster', 'plan', 'answers', 'information'].map((what) => ({ code: 'version-older', data: { what } })));
    expect(catalogue.current()?.payload.version).toBe(5);
    expect(members.version()).toBe(5);
    there.state.version = 6;
    await sync.tryNow();
    expect(sync.state().problems).toEqual([]);
    expect(members.version()).toBe(6);
  });

  it('lets one document fail alone', async () => {
    const there = await county();
    there.state.faults.set(paths.catalogue, answersSigned(countyKey().sign(documents(1).catalogue)));
    const { sync, members, catalogue } = await terminalOf(there, await emptyFolder());
    await sync.tryNow();
    expect(sync.state()).toMatchObject({ line: 'online', problems: [{ code: 'signature-wrong', data: { what: 'catalogue' } }] });
    expect(catalogue.current()).toBeNull();
    expect(members.size()).toBe(1);
  });

  it('does not take the roster of another site', async () => {
    const there = await county();
    there.state.faults.set(paths.roster, answersSigned(there.key.sign({ ...documents(9).roster, site: 'ximen' })));
    const { sync, members } = await terminalOf(there, await emptyFolder());
    await sync.tryNow();
    expect(sync.state().problems).toEqual([{ code: 'content-damaged', data: { what: 'roster' } }]);
    expect(members.size()).toBe(0);
  });

  it.each<[string, Answer, string]>([
    ['a cut line', unreachable, 'offline'],
    ['a portal', portalPage, 'portal'],
    ['a failing county', answers500, 'county-failing'],
  ])('shows %s without calling it a problem, and gets over it by itself', async (_what, answer, line) => {
    const there = await county();
    there.state.faults.set('*', answer);
    const { sync } = await terminalOf(there, await emptyFolder());
    sync.start();
    await until(sync.onChanged, () => sync.state().line === line && sync.state().nextTryAt !== null);
    expect(sync.state()).toMatchObject({ line, problems: [], lastContactAt: null });
    there.state.faults.clear();
    await until(sync.onChanged, () => sync.state().line === 'online');
    await sync.stop();
  });

  it('shows a county that does not know this terminal as a problem on a good line', async () => {
    const there = await county();
    there.state.faults.set('*', answersJson(401, { error: { code: 'terminal-unknown', message: 'Who?' } }));
    const { sync } = await terminalOf(there, await emptyFolder());
    await sync.tryNow();
    expect(sync.state().line).toBe('online');
    expect(sync.state().problems).toEqual([{ code: 'county-refused', data: { code: 'terminal-unknown', message: 'Who?' } }]);
  });

  it('remembers the last contact over a restart', async () => {
    const [there, folder] = [await county(), await emptyFolder()];
    const first = await terminalOf(there, folder);
    await first.sync.tryNow();
    expect((await terminalOf(there, folder)).sync.state()).toMatchObject({ line: 'unknown', lastContactAt: first.sync.state().lastContactAt });
  });

  it('makes one round for many who ask at once', async () => {
    const there = await county();
    const { sync } = await terminalOf(there, await emptyFolder());
    await Promise.all([sync.tryNow(), sync.tryNow(), sync.tryNow()]);
    expect(there.server.requests).toHaveLength(6);
  });

  it('asks nobody before the terminal is enrolled', async () => {
    const there = await county();
    const { sync } = await terminalOf(there, await emptyFolder(), false);
    sync.start();
    await expect(sync.tryNow()).rejects.toThrow('not-enrolled');
    await sync.stop();
    expect(sync.state().line).toBe('not-enrolled');
    expect(there.server.requests).toEqual([]);
  });
});

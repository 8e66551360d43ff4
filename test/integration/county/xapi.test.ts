import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { xapi } from '../../../county/cli/words/xapi.ts';
import { InputError } from '../../../county/input.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { completedIssue, dongmen, groupViewing, member, newSearch, newViewing, openedItem, potato, searched, selfViewing } from './usage-events.ts';
import { parseStatement } from './xapi-statement.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openTestCounty({ publicUrl: 'https://county.example/edu' });
});
afterAll(() => county.close());

let sites = 0;
async function terminalWith(events: readonly NewEvent[], at?: string): Promise<TestTerminal> {
  sites += 1;
  const terminal = await county.enterTerminal({ ...dongmen, id: `site-${sites}` });
  for (const event of events) terminal.maker.record(event, at);
  await ingestEnvelope(county.deps, terminal.maker.envelope(), 'line');
  return terminal;
}

type Statement = ReturnType<typeof parseStatement>;

async function exported(options: Record<string, string> = {}, name = 'statements.ndjson'): Promise<Statement[]> {
  const out = join(await emptyFolder(), name);
  const said: string[] = [];
  await xapi.run(county.deps, [], (line) => said.push(line), { out, ...options });
  const text = await readFile(out, 'utf8');
  const values: unknown[] = name.endsWith('.json') ? (JSON.parse(text) as unknown[]) : text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
  expect(said).toEqual([`${values.length} statements are in ${out}.`]);
  return values.map(parseStatement);
}

const ofSite = (statements: readonly Statement[], { maker }: TestTerminal) => statements.filter(({ actor }) => actor.account.homePage === `https://county.example/edu/sites/${maker.site}`);
const verbOf = ({ verb }: Statement) => verb.id.split('/').at(-1);

const alone = (number: string): NewEvent[] => selfViewing({ played: 100 }).map((event) => (event.type === 'self-viewing.started' ? { ...event, data: { ...event.data, member: member(number) } } : event));

describe('statements', () => {
  it('of a film that a member watched alone follow the Video Profile', async () => {
    const terminal = await terminalWith(alone('007'));
    const own = ofSite(await exported(), terminal);
    expect(own.map(verbOf)).toEqual(['initialized', 'played', 'completed', 'terminated']);
    const [first, , completed, last] = own;
    expect(first?.actor).toEqual({ objectType: 'Agent', account: { homePage: `https://county.example/edu/sites/${terminal.maker.site}`, name: '007' } });
    expect(first?.object).toMatchObject({ id: 'https://county.example/edu/programs/2026-11/potato-ridging', definition: { name: potato.title } });
    expect(last?.result?.extensions).toEqual({
      'https://w3id.org/xapi/video/extensions/time': 100,
      'https://w3id.org/xapi/video/extensions/played-segments': '0[.]100',
      'https://w3id.org/xapi/video/extensions/progress': 1,
    });
    expect(completed?.result).toMatchObject({ completion: true, duration: 'PT50S' });
    const order = own.map(({ timestamp }) => Date.parse(timestamp));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('tell where playing went on elsewhere', async () => {
    const viewing = newViewing();
    const report = (segment: [number, number]): NewEvent => ({ type: 'self-viewing.played', data: { viewing, program: potato.program, segment } });
    const [begin, ...rest] = selfViewing({ viewing, played: 0 });
    if (begin === undefined) throw new Error('no events');
    const terminal = await terminalWith([begin, report([0, 5]), report([5, 10]), report([40, 45]), ...rest]);
    const own = ofSite(await exported(), terminal);
    expect(own.map(verbOf)).toEqual(['initialized', 'played', 'paused', 'played', 'terminated']);
    expect(own[2]?.result?.extensions).toMatchObject({ 'https://w3id.org/xapi/video/extensions/time': 10, 'https://w3id.org/xapi/video/extensions/played-segments': '0[.]10' });
    expect(own[4]?.result?.extensions).toMatchObject({ 'https://w3id.org/xapi/video/extensions/played-segments': '0[.]10[,]40[.]45', 'https://w3id.org/xapi/video/extensions/progress': 0.15 });
  });

  it('of a group viewing tell the attendance in one, with the group and its members, and the film', async () => {
    const terminal = await terminalWith(groupViewing({ kind: 'training', members: 3, guests: 4 }));
    const [attended, ...film] = ofSite(await exported(), terminal);
    expect(attended?.verb.id).toBe('http://adlnet.gov/expapi/verbs/attended');
    expect(attended?.actor).toMatchObject({ objectType: 'Group', account: { name: 'site' }, member: ['001', '002', '003'].map((name) => ({ account: { name } })) });
    expect(attended?.object.definition?.name).toEqual({ 'zh-CN': '培训', en: 'Training' });
    expect(attended?.result?.extensions).toEqual({ 'https://county.example/edu/xapi/members': 3, 'https://county.example/edu/xapi/guests': 4 });
    expect(film.map(verbOf)).toEqual(['initialized', 'played', 'completed', 'terminated']);
    expect(film[0]?.actor).toEqual({ objectType: 'Group', account: { homePage: `https://county.example/edu/sites/${terminal.maker.site}`, name: 'site' } });
  });

  it('of guests alone, lookups and downloads name nobody', async () => {
    const search = newSearch();
    const terminal = await terminalWith([...groupViewing({ members: 0, guests: 2 }), ...selfViewing(), searched(search), openedItem(search), openedItem(), completedIssue()]);
    const own = ofSite(await exported(), terminal);
    const [attended] = own;
    expect(attended?.actor).not.toHaveProperty('member');
    const [found, ...opened] = own.filter(({ verb }) => /search$|experienced$/.test(verb.id));
    expect(found?.actor).toMatchObject({ account: { name: 'guest' } });
    expect(found?.result).toEqual({ extensions: { 'https://county.example/edu/xapi/hits': 3 } });
    expect(opened.map(({ context }) => context.statement?.id).sort()).toEqual([found?.id, undefined].sort());
    expect(own.find(({ verb }) => verb.id.endsWith('downloaded'))).toMatchObject({ actor: { account: { name: `terminal ${terminal.maker.journal}` } }, object: { definition: { name: { 'zh-CN': '第十一期' } } } });
  });

  it('hold names and what was searched for only when that is asked for', async () => {
    const terminal = await terminalWith([...alone('008'), ...groupViewing({ members: 2 }), { ...searched(), data: { ...searched().data, member: member('008') } } as NewEvent]);
    const plain = JSON.stringify(ofSite(await exported(), terminal));
    expect(plain).not.toMatch(/Member 008|Member 001|马铃薯"/);
    const full = JSON.stringify(ofSite(await exported({ names: '1', queries: '1' }), terminal));
    for (const told of ['"name":"Member 008"', '"name":"Member 001"', '"response":"马铃薯"']) expect(full).toContain(told);
  });

  it('have the same identifiers at every export, each once, and in both forms', async () => {
    const [first, second, array] = [await exported(), await exported(), await exported({}, 'statements.json')];
    expect(first.length).toBeGreaterThan(20);
    expect(second).toEqual(first);
    expect(array).toEqual(first);
    expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
    const elsewhere = await exported({ home: 'https://other.example/' });
    expect(elsewhere.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  });

  it('are of the days that were asked for, by the corrected time, which is told', async () => {
    const terminal = await county.enterTerminal({ ...dongmen, id: 'dead-battery' });
    const boot = randomUUID();
    let uptimeMs = 0;
    for (const event of selfViewing()) {
      uptimeMs += 5000;
      terminal.maker.recordAs({ at: new Date(uptimeMs).toISOString(), boot, uptimeMs }, event);
    }
    await ingestEnvelope(county.deps, terminal.maker.envelope(1, terminal.maker.head.seq, { clock: { at: new Date(uptimeMs).toISOString(), boot, uptimeMs } }), 'line');
    expect(ofSite(await exported({ to: '1999-12-31' }), terminal)).toEqual([]);
    const today = county.deps.now().toISOString().slice(0, 10);
    const [first] = ofSite(await exported({ from: today, to: today }), terminal);
    expect(first?.timestamp.slice(0, 10)).toBe(today);
    expect(first?.context.extensions).toMatchObject({ 'https://county.example/edu/xapi/time-certainty': 'exact', 'https://county.example/edu/xapi/recorded-time': '1970-01-01T00:00:05.000Z' });
  });

  it('of a viewing wait until it has ended and all its lines are here', async () => {
    const events = groupViewing();
    const open = await terminalWith(events.slice(0, -1));
    expect(ofSite(await exported(), open)).toEqual([]);
    const gapped = await county.enterTerminal({ ...dongmen, id: 'gapped' });
    for (const event of groupViewing()) gapped.maker.record(event);
    const length = gapped.maker.head.seq;
    await ingestEnvelope(county.deps, gapped.maker.envelope(1, 18), 'line');
    await ingestEnvelope(county.deps, gapped.maker.envelope(20, length), 'stick');
    expect(ofSite(await exported(), gapped)).toEqual([]);
    await ingestEnvelope(county.deps, gapped.maker.envelope(19, 19), 'stick');
    expect(ofSite(await exported(), gapped).map(verbOf)).toEqual(['attended', 'initialized', 'played', 'completed', 'terminated']);
  });
});

describe('an export', () => {
  const faultsOf = async (options: Record<string, string>) => {
    try {
      await xapi.run(county.deps, [], () => undefined, options);
      return [];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return error.faults;
    }
  };

  it('is refused with every fault of what was asked', async () => {
    expect(await faultsOf({ from: 'yesterday', to: '2026-02-30', home: 'county' })).toHaveLength(4);
    expect(await faultsOf({ out: '/x/y', from: '2026-02-02', to: '2026-02-01' })).toEqual(['The period ends before it begins.']);
  });

  it('that cannot be written says so, and leaves the file that was there', async () => {
    const folder = await emptyFolder();
    expect(await faultsOf({ out: join(folder, 'nowhere', 'x.json') })).toEqual([expect.stringMatching(/cannot be written: ENOENT/)]);
    await writeFile(join(folder, 'x.json'), 'before');
    await xapi.run(county.deps, [], () => undefined, { out: join(folder, 'x.json'), to: '1970-01-01' });
    expect(JSON.parse(await readFile(join(folder, 'x.json'), 'utf8'))).toEqual([]);
    expect(await readdir(folder)).toEqual(['x.json']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countyProblemSchema, paths, summarySchema } from '../../../contract/http.ts';
import type { Figures, Summary } from '../../../contract/http.ts';
import type { Site } from '../../../contract/site/site.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { createMachineToken } from '../../../county/accounts/machine-tokens.ts';
import { summarize } from '../../../county/reports/summary.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { completedIssue, groupViewing, member, newSearch, newViewing, openedItem, potato, searched, selfViewing } from './usage-events.ts';
import { handIn } from './usage-requests.ts';

let county: TestCounty;
let token: string;
beforeAll(async () => {
  county = await openTestCounty();
  token = await createMachineToken(county.deps, 'figures test');
});
afterAll(() => county.close());

let sites = 0;
function newSite(township = 'chenhu'): Site {
  sites += 1;
  return { id: `site-${sites}`, name: { 'zh-CN': `第${sites}村` }, township: { id: township, name: { 'zh-CN': '沉湖镇', en: 'Chenhu Township' } } };
}

function ask(query: Record<string, string>) {
  return county.app.inject({ url: paths.summary, query, headers: { authorization: `Bearer ${token}` } });
}

async function summary(query: Record<string, string>): Promise<Summary> {
  const answer = await ask(query);
  expect(answer.statusCode, answer.body).toBe(200);
  return summarySchema.parse(answer.json());
}

/** The figures of a new site at which these things happened, each on its day. */
async function figuresOf(...days: readonly { at?: string; events: readonly NewEvent[] }[]): Promise<Figures> {
  const terminal = await siteWhere(...days);
  return (await summary({ site: terminal.maker.site })).figures;
}

async function siteWhere(...days: readonly { at?: string; events: readonly NewEvent[] }[]): Promise<TestTerminal> {
  const terminal = await county.enterTerminal(newSite());
  for (const { at, events } of days) for (const event of events) terminal.maker.record(event, at);
  if (terminal.maker.lines.length > 0) await handIn(county, terminal.maker.envelope());
  return terminal;
}

const nothing: Figures = {
  issuesDownloaded: 0,
  partyClasses: 0,
  trainings: 0,
  lookups: { total: 0, searches: 0, opened: 0 },
  personTimes: { total: 0, group: 0, self: 0 },
  notCounted: { groupViewings: {}, selfViewings: {} },
};

describe('the five figures', () => {
  it('of a site’s evening are what was seen to happen', async () => {
    const figures = await figuresOf({
      events: [completedIssue(), ...groupViewing({ members: 12, guests: 3 }), ...selfViewing(), searched(), searched(), openedItem()],
    });
    expect(figures).toEqual({
      ...nothing,
      issuesDownloaded: 1,
      partyClasses: 1,
      lookups: { total: 3, searches: 2, opened: 1 },
      personTimes: { total: 16, group: 15, self: 1 },
    });
  });

  it('of a site that nothing has come from are zero', async () => {
    expect(await figuresOf()).toEqual(nothing);
  });

  it('count an issue once for a terminal, however often it is completed', async () => {
    expect(await figuresOf({ events: [completedIssue(), completedIssue('2026-11', 2), completedIssue('2026-12')] })).toMatchObject({ issuesDownloaded: 2 });
  });

  it('tell party classes from trainings', async () => {
    expect(await figuresOf({ events: [...groupViewing(), ...groupViewing({ kind: 'training' }), ...groupViewing({ kind: 'training' })] })).toMatchObject({ partyClasses: 1, trainings: 2 });
  });

  it('count an opened item only when no counted search led to it', async () => {
    const search = newSearch();
    expect(await figuresOf({ events: [searched(search), openedItem(search), openedItem(search), openedItem(null), openedItem(newSearch())] })).toMatchObject({
      lookups: { total: 3, searches: 1, opened: 2 },
    });
  });

  it('take an opened item back when its search arrives late', async () => {
    const { maker } = await county.enterTerminal(newSite());
    const search = newSearch();
    maker.record(searched(search));
    maker.record(openedItem(search));
    await handIn(county, maker.envelope(2, 2));
    expect((await summary({ site: maker.site })).figures.lookups).toEqual({ total: 1, searches: 0, opened: 1 });
    await handIn(county, maker.envelope(1, 1));
    expect((await summary({ site: maker.site })).figures.lookups).toEqual({ total: 1, searches: 1, opened: 0 });
  });

  it('count a member once who checks in twice, and not one who is withdrawn', async () => {
    const viewing = newViewing();
    const [opened, ...rest] = groupViewing({ viewing, members: 2, guests: 0 });
    if (opened === undefined) throw new Error('no events');
    const extra: NewEvent[] = [
      { type: 'group-viewing.member-checked-in', data: { viewing, member: member('001') } },
      { type: 'group-viewing.member-checked-in', data: { viewing, member: member('009') } },
      { type: 'group-viewing.check-in-withdrawn', data: { viewing, member: member('009') } },
    ];
    expect(await figuresOf({ events: [opened, ...extra, ...rest] })).toMatchObject({ personTimes: { total: 2, group: 2 } });
  });

  it('take the last count of guests', async () => {
    const viewing = newViewing();
    const [opened, ...rest] = groupViewing({ viewing, members: 1, guests: 4 });
    if (opened === undefined) throw new Error('no events');
    expect(await figuresOf({ events: [opened, { type: 'group-viewing.guests-counted', data: { viewing, guests: 30 } }, ...rest] })).toMatchObject({ personTimes: { group: 5 } });
  });

  it('leave out group viewings that break the rule, with the first reason', async () => {
    const viewing = newViewing();
    const notStarted = groupViewing({ viewing }).filter(({ type }) => type !== 'group-viewing.started');
    const givenUp = newViewing();
    const unopened = groupViewing().slice(1);
    const figures = await figuresOf({
      events: [
        ...groupViewing({ played: 60 }),
        ...groupViewing({ played: 59 }),
        ...groupViewing({ members: 0, guests: 0 }),
        ...groupViewing().slice(0, -1),
        ...notStarted,
        ...groupViewing({ viewing: givenUp }).slice(0, 1),
        { type: 'group-viewing.abandoned', data: { viewing: givenUp } },
        ...unopened,
      ],
    });
    expect(figures).toMatchObject({ partyClasses: 1, trainings: 0, personTimes: { total: 15, group: 15 } });
    expect(figures.notCounted.groupViewings).toEqual({ 'played-too-little': 1, 'nobody-attended': 1, 'not-ended': 1, 'not-started': 1, abandoned: 1, 'incomplete-record': 1 });
  });

  it('do not count a stretch twice that was played twice', async () => {
    const viewing = newViewing();
    const again = (segment: [number, number]): NewEvent => ({ type: 'group-viewing.played', data: { viewing, program: potato.program, segment } });
    const events = groupViewing({ viewing, played: 40 });
    expect(await figuresOf({ events: [...events, again([0, 40]), again([10, 35])] })).toMatchObject({ partyClasses: 0, notCounted: { groupViewings: { 'played-too-little': 1 } } });
  });

  it('count a self-viewing after three minutes, or half of a shorter program', async () => {
    const long = { ...potato, lengthSeconds: 3000 };
    const ofLong = (played: number) =>
      selfViewing({ played }).map((event): NewEvent => (event.type === 'self-viewing.started' ? { ...event, data: { ...event.data, program: long } } : event));
    const withoutBegin = selfViewing({ played: 100 }).slice(1);
    const withoutEnd = selfViewing({ played: 90 }).slice(0, -1);
    const figures = await figuresOf({ events: [...ofLong(180), ...ofLong(179), ...selfViewing({ played: 50 }), ...selfViewing({ played: 49 }), ...withoutBegin, ...withoutEnd] });
    expect(figures.personTimes).toEqual({ total: 3, group: 0, self: 3 });
    expect(figures.notCounted.selfViewings).toEqual({ 'played-too-little': 2, 'incomplete-record': 1 });
  });

  it('follow the county’s rule, which may change afterwards', async () => {
    const terminal = await siteWhere({ events: groupViewing({ played: 59 }) });
    const rule = { ...county.deps.config.rule, groupPlayedShare: 0.5 };
    const lenient = await summarize({ ...county.deps, config: { ...county.deps.config, rule } }, { site: terminal.maker.site }, null);
    expect(lenient.figures.partyClasses).toBe(1);
    expect((await summary({ site: terminal.maker.site })).figures.partyClasses).toBe(0);
  });
});

describe('the summary', () => {
  it('counts what began on its days, at the site’s own time', async () => {
    const terminal = await siteWhere(
      { at: '2026-10-31T23:50:00.000+08:00', events: [searched(), ...groupViewing({ members: 1, guests: 0 }), completedIssue()] },
      { at: '2026-11-01T00:10:00.000+08:00', events: [searched(), searched(), ...selfViewing(), openedItem()] },
    );
    const at = async (query: Record<string, string>) => (await summary({ site: terminal.maker.site, ...query })).figures;
    expect(await at({ to: '2026-10-31' })).toMatchObject({ issuesDownloaded: 1, partyClasses: 1, lookups: { total: 1 }, personTimes: { total: 1 } });
    expect(await at({ from: '2026-11-01', to: '2026-11-30' })).toMatchObject({ issuesDownloaded: 0, partyClasses: 0, lookups: { total: 3 }, personTimes: { total: 1 } });
    expect(await at({ from: '2026-10-31', to: '2026-10-31' })).toMatchObject({ lookups: { total: 1 } });
    expect(await at({})).toMatchObject({ lookups: { total: 4 } });
  });

  it('gives a group viewing the day on which it was opened, though it ended after midnight', async () => {
    const [opened, ...rest] = groupViewing();
    if (opened === undefined) throw new Error('no events');
    const terminal = await siteWhere({ at: '2026-10-31T23:50:00.000+08:00', events: [opened] }, { at: '2026-11-01T01:00:00.000+08:00', events: rest });
    expect((await summary({ site: terminal.maker.site, to: '2026-10-31' })).figures.partyClasses).toBe(1);
  });

  it('gives a record that lacks its beginning the day of its earliest line', async () => {
    const { maker } = await county.enterTerminal(newSite());
    const [, checkedIn, ...rest] = groupViewing();
    const [, played, ...more] = selfViewing();
    if (checkedIn === undefined || played === undefined) throw new Error('no events');
    for (const event of [checkedIn, played]) maker.record(event, '2026-10-31T23:50:00.000+08:00');
    for (const event of [...rest, ...more]) maker.record(event, '2026-11-01T01:00:00.000+08:00');
    for (const [first, last] of [[5, maker.head.seq], [1, 4]] as const) await handIn(county, maker.envelope(first, last));
    const incomplete = { groupViewings: { 'incomplete-record': 1 }, selfViewings: { 'incomplete-record': 1 } };
    expect((await summary({ site: maker.site, to: '2026-10-31' })).figures.notCounted).toEqual(incomplete);
    expect((await summary({ site: maker.site, from: '2026-11-01' })).figures.notCounted).toEqual(nothing.notCounted);
  });

  it('adds the sites of a township up, and lists those with nothing', async () => {
    const [busy, idle, elsewhere] = [newSite('north'), newSite('north'), newSite('south')];
    const { maker } = await county.enterTerminal(busy);
    const second = await county.enterTerminal(busy);
    const other = await county.enterTerminal(elsewhere);
    await county.enterTerminal(idle);
    for (const terminal of [maker, second.maker, other.maker]) {
      for (const event of groupViewing({ members: 2, guests: 0 })) terminal.record(event);
      await handIn(county, terminal.envelope());
    }
    const north = await summary({ township: 'north' });
    expect(north.sites.map(({ site, figures, lastContactAt }) => [site, figures.partyClasses, lastContactAt === null])).toEqual([[busy.id, 2, false], [idle.id, 0, true]]);
    expect(north.figures).toEqual({ ...nothing, partyClasses: 2, personTimes: { total: 4, group: 4, self: 0 } });
    expect(north.sites[0]).toMatchObject({ name: busy.name, township: busy.township, lastContactAt: county.deps.now().toISOString() });
    expect(north.period).toEqual({ from: null, to: null });
    expect((await summary({})).sites.length).toBeGreaterThan(2);
  });

  it('keeps what a program was called when the record outlives it', async () => {
    const { maker } = await siteWhere({ events: groupViewing() });
    const [row] = await county.deps.database.tables.selectFrom('group_viewings').select('state').where('journal', '=', maker.journal).execute();
    expect(row?.state.opened?.value.programs[0]?.title).toEqual(potato.title);
  });

  it('is refused for sites that are not there and for a period that ends before it begins', async () => {
    const codeOf = async (query: Record<string, string>) => countyProblemSchema.parse((await ask(query)).json()).error.code;
    expect(await codeOf({ site: 'nowhere' })).toBe('not-found');
    expect(await codeOf({ township: 'nowhere' })).toBe('not-found');
    expect(await codeOf({ from: '2026-11-02', to: '2026-11-01' })).toBe('bad-request');
    expect(await codeOf({ from: '2026-02-30' })).toBe('bad-request');
    expect(await codeOf({ form: '2026-02-20' })).toBe('bad-request');
  });

  it('is refused to whoever has no token', async () => {
    const answers = [await county.app.inject({ url: paths.summary }), await county.app.inject({ url: paths.summary, headers: { authorization: 'Bearer nonsense' } })];
    for (const answer of answers) expect([answer.statusCode, countyProblemSchema.parse(answer.json()).error.code]).toEqual([401, 'unauthorized']);
  });
});

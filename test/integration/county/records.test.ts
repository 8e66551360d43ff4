import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countyProblemSchema } from '../../../contract/http.ts';
import { ENVELOPE_MEDIA_TYPE, MAX_ENVELOPE_BYTES } from '../../../contract/usage/envelope.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import type { Site } from '../../../contract/site/site.ts';
import { createMachineToken } from '../../../county/accounts/machine-tokens.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { journalDetailSchema, recordsAnswerSchema, recordsPaths, takenInSchema } from '../../../county/records/schemas.ts';
import type { ImpossibleKind } from '../../../county/records/schemas.ts';
import { REGISTER_PATH, registerSchema } from '../../../county/reports/register-schemas.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { signedIn } from './records-people.ts';
import { dongmen, groupViewing, member, newViewing, potato, searched, selfViewing } from './usage-events.ts';

let county: TestCounty;
let staff: { cookie: string };
beforeAll(async () => {
  county = await openTestCounty();
  staff = await signedIn(county, 'county-staff');
});
afterAll(() => county.close());

let sites = 0;
function newSite(township = 'chenhu'): Site {
  sites += 1;
  return { ...dongmen, id: `site-${sites}`, township: { ...dongmen.township, id: township } };
}

async function terminalWith(events: readonly NewEvent[], site = newSite()): Promise<TestTerminal> {
  const terminal = await county.enterTerminal(site);
  for (const event of events) terminal.maker.record(event);
  return terminal;
}

const searches = (count: number) => Array.from({ length: count }, () => searched());
const bring = ({ maker }: TestTerminal, first?: number, last?: number) => ingestEnvelope(county.deps, maker.envelope(first, last), 'line');

async function get(url: string, headers: Record<string, string> = staff) {
  return county.app.inject({ url, headers });
}

async function overview(query = '', headers: Record<string, string> = staff) {
  const answer = await get(`${recordsPaths.records}${query}`, headers);
  expect(answer.statusCode, answer.body).toBe(200);
  return recordsAnswerSchema.parse(answer.json());
}

async function detail({ maker }: TestTerminal) {
  const answer = await get(recordsPaths.journal(maker.journal));
  expect(answer.statusCode, answer.body).toBe(200);
  return journalDetailSchema.parse(answer.json());
}

const kindsOf = async (terminal: TestTerminal): Promise<ImpossibleKind[]> => (await detail(terminal)).impossible.map(({ kind }) => kind);

describe('the overview of records', () => {
  it('tells for each site how far its records reach and what there is to look at', async () => {
    const terminal = await terminalWith(searches(20));
    await bring(terminal, 1, 5);
    await bring(terminal, 12, 20);
    const { journals } = await overview(`?site=${terminal.maker.site}`);
    expect(journals).toMatchObject([
      { site: terminal.maker.site, journal: terminal.maker.journal, head: 5, highest: 20, told: null, lacking: 6, forks: 0, broken: 0, faults: 0, impossible: 0, clock: { certainty: 'exact', offsetMs: 0 } },
    ]);
  });

  it('names sites at which no terminal is enrolled', async () => {
    const site = newSite();
    await registerSite(county.deps, site);
    expect(await overview(`?site=${site.id}`)).toMatchObject({ journals: [], without: [{ site: site.id, name: site.name }] });
  });

  it('shows township staff their own sites alone', async () => {
    const [own, other] = [await terminalWith(searches(1), newSite('north')), await terminalWith(searches(1), newSite('south'))];
    const north = await signedIn(county, 'township-staff', 'north');
    const { journals } = await overview('', north);
    expect(journals.map(({ journal }) => journal)).toEqual([own.maker.journal]);
    expect((await get(recordsPaths.journal(own.maker.journal), north)).statusCode).toBe(200);
    expect((await get(recordsPaths.journal(other.maker.journal), north)).statusCode).toBe(404);
    expect((await get(`${recordsPaths.records}?site=${other.maker.site}`, north)).statusCode).toBe(404);
  });

  it('is for people who signed in and for machines with a token', async () => {
    expect((await get(recordsPaths.records, {})).statusCode).toBe(401);
    const token = await createMachineToken(county.deps, 'records');
    expect((await get(recordsPaths.records, { authorization: `Bearer ${token}` })).statusCode).toBe(200);
  });
});

describe('what is told of one journal', () => {
  it('names gaps, forks, changed lines and unreadable ones, and how its lines came', async () => {
    const terminal = await terminalWith(searches(9));
    const { maker } = terminal;
    maker.append('nonsense');
    const twin = maker.restoredAt(6);
    for (const event of searches(2)) twin.record(event);
    await bring(terminal, 1, 10);
    await ingestEnvelope(county.deps, twin.envelope(7, 8), 'stick');
    for (const event of searches(5)) twin.record(event);
    await ingestEnvelope(county.deps, twin.envelope(12, 13), 'stick');
    const told = await detail(terminal);
    expect(told).toMatchObject({
      gaps: [{ first: 9, last: 11 }],
      forks: [{ seq: 7, hash: twin.lines[6]?.hash, last: 8 }, { seq: 12 }].slice(0, told.forks.length),
      faults: { count: 1, newest: [{ seq: 10, code: 'not-json' }] },
      deliveries: [{ carrier: 'stick', first: 12, last: 13, lines: 2 }, { carrier: 'stick', first: 7, last: 8 }, { carrier: 'line', first: 1, last: 10, lines: 10 }],
      boots: [{ boot: maker.boot, certainty: 'exact', first: 1, last: 13 }],
    });
  });

  it('names a line whose chain is broken', async () => {
    const terminal = await terminalWith(searches(5));
    const { maker } = terminal;
    const doctored = maker.lines.map(({ bytes }, index) => (index === 2 ? Buffer.from(bytes.toString().replace('"hits":3', '"hits":9')) : bytes));
    await ingestEnvelope(county.deps, maker.pack(doctored, { first: 1, last: 5, head: maker.head.hash }), 'line');
    expect((await detail(terminal)).broken).toMatchObject([{ seq: 4, hash: maker.lines[3]?.hash }]);
  });

  it('is not there for a journal that nobody writes', async () => {
    expect((await get(recordsPaths.journal(randomUUID()))).statusCode).toBe(404);
    expect((await get(recordsPaths.journal('nonsense'))).statusCode).toBe(400);
  });
});

describe('what cannot have happened', () => {
  /** Guests only: members of the same names are at other sites of these tests at the same time. */
  const hall = (options: Parameters<typeof groupViewing>[0] = {}) => groupViewing({ members: 0, guests: 5, ...options });
  const playedGroup = (viewing: ReturnType<typeof newViewing>, segment: [number, number], program = potato.program): NewEvent => ({ type: 'group-viewing.played', data: { viewing, program, segment } });

  it('is not found in records of what did happen', async () => {
    const terminal = await terminalWith([...hall(), ...selfViewing(), ...hall({ kind: 'training' }), ...searches(3)]);
    await bring(terminal);
    expect(await kindsOf(terminal)).toEqual([]);
  });

  it('is found where more was played after the end, beyond the film, or of a film that was not chosen', async () => {
    const viewing = newViewing();
    const other = { ...potato, program: '2026-11/other' } as unknown as typeof potato;
    const terminal = await terminalWith([...hall({ viewing }), playedGroup(viewing, [0, 5])]);
    await bring(terminal);
    expect(await kindsOf(terminal)).toEqual(['played-after-end']);
    const beyond = await terminalWith([...hall({ viewing: newViewing() }).slice(0, -1), playedGroup(viewing, [100, 106])]);
    await bring(beyond);
    expect(await kindsOf(beyond)).toEqual([]);
    const own = newViewing();
    const wrong = await terminalWith([...hall({ viewing: own }).slice(0, -1), playedGroup(own, [100, 106]), playedGroup(own, [0, 5], other.program)]);
    await bring(wrong);
    expect((await kindsOf(wrong)).sort()).toEqual(['played-beyond-film', 'played-not-chosen']);
  });

  it('is found where two group viewings of one terminal overlap', async () => {
    const [a, b] = [hall(), hall({ kind: 'training' })];
    const terminal = await terminalWith([...a.slice(0, -3), ...b.slice(0, -1), ...a.slice(-3), ...b.slice(-1)]);
    await bring(terminal);
    const { impossible } = await detail(terminal);
    expect(impossible).toMatchObject([{ kind: 'overlapping-viewings', viewing: b[0]?.data && 'viewing' in b[0].data ? b[0].data.viewing : '', other: { journal: terminal.maker.journal } }]);
    expect((await overview(`?site=${terminal.maker.site}`)).journals[0]?.impossible).toBe(1);
  });

  it('is found where a member is at two terminals at one time, and not one after the other', async () => {
    const site = newSite();
    const viewing = (number: string): NewEvent[] => {
      const id = newViewing();
      const [opened, ...rest] = hall({ viewing: id });
      return opened === undefined ? [] : [opened, { type: 'group-viewing.member-checked-in', data: { viewing: id, member: member(number) } }, ...rest];
    };
    const [here, there, later] = [await terminalWith(viewing('777'), site), await terminalWith(viewing('777'), site), await county.enterTerminal(site)];
    for (const event of viewing('777')) later.maker.record(event, '2026-11-20T08:00:00.000+08:00');
    for (const terminal of [here, there, later]) await bring(terminal);
    expect((await detail(here)).impossible).toMatchObject([{ kind: 'member-at-two-places', members: ['777'], other: { journal: there.maker.journal } }]);
    expect(await kindsOf(there)).toEqual(['member-at-two-places']);
    expect(await kindsOf(later)).toEqual([]);
  });

  it('is found where a clock is ahead of the county’s', async () => {
    const terminal = await county.enterTerminal(newSite());
    terminal.maker.recordAs({ at: '2026-12-01T09:00:00.000+08:00', boot: randomUUID(), uptimeMs: 1000 }, searched());
    await bring(terminal);
    const [found] = (await detail(terminal)).impossible;
    expect(found).toMatchObject({ kind: 'from-the-future', seq: 1 });
    expect(found?.aheadMs).toBeGreaterThan(7 * 24 * 3600 * 1000);
  });
});

describe('the register of viewings', () => {
  it('shows the recorded time beside the corrected one, and why a viewing does not count', async () => {
    const terminal = await county.enterTerminal(newSite());
    const boot = randomUUID();
    let uptimeMs = 0;
    for (const event of [...groupViewing({ members: 2 }), ...groupViewing({ played: 20 }), ...selfViewing()]) {
      uptimeMs += 5000;
      terminal.maker.recordAs({ at: new Date(uptimeMs).toISOString(), boot, uptimeMs }, event);
    }
    await ingestEnvelope(county.deps, terminal.maker.envelope(1, terminal.maker.head.seq, { clock: { at: new Date(uptimeMs).toISOString(), boot, uptimeMs } }), 'line');
    const answer = await get(`${REGISTER_PATH}?site=${terminal.maker.site}`);
    const { viewings, more } = registerSchema.parse(answer.json());
    expect(more).toBe(false);
    expect(viewings.map(({ kind, faults }) => [kind, faults])).toEqual([['self', []], ['party-class', ['played-too-little']], ['party-class', []]]);
    expect(viewings[2]).toMatchObject({ began: { recorded: '1970-01-01T00:00:05.000Z', certainty: 'exact', wrong: true }, titles: [potato.title], members: 2, flags: [] });
    expect(viewings[2]?.began.corrected?.slice(0, 10)).toBe(county.deps.now().toISOString().slice(0, 10));
    const page = registerSchema.parse((await get(`${REGISTER_PATH}?site=${terminal.maker.site}&limit=1&offset=1`)).json());
    expect(page).toMatchObject({ more: true, viewings: [{ viewing: viewings[1]?.viewing }] });
    const today = county.deps.now().toISOString().slice(0, 10);
    expect(registerSchema.parse((await get(`${REGISTER_PATH}?site=${terminal.maker.site}&from=${today}&to=${today}`)).json()).viewings.length).toBe(3);
    expect(registerSchema.parse((await get(`${REGISTER_PATH}?site=${terminal.maker.site}&to=1999-01-01`)).json()).viewings).toEqual([]);
  });
});

describe('an envelope that a person brings', () => {
  const post = (payload: Buffer, headers: Record<string, string> = staff) =>
    county.app.inject({ method: 'POST', url: recordsPaths.envelopes, headers: { 'content-type': ENVELOPE_MEDIA_TYPE, ...headers }, payload });
  const codeOf = (answer: Awaited<ReturnType<typeof post>>) => [answer.statusCode, countyProblemSchema.parse(answer.json()).error.code];

  it('is taken in as from a stick, and answered with what was new and the receipt for the stick', async () => {
    const { maker } = await terminalWith(searches(5));
    maker.append('nonsense');
    const first = await post(maker.envelope(1, 4));
    expect(takenInSchema.parse(first.json())).toMatchObject({ journal: maker.journal, site: maker.site, first: 1, last: 4, stored: 4, known: 0, faulty: 0, quarantined: 0 });
    const again = takenInSchema.parse((await post(maker.envelope())).json());
    expect(again).toMatchObject({ stored: 2, known: 4, faulty: 1, quarantined: 1, receiptPath: `usage-records/${maker.journal}/1-6.usage.receipt` });
    expect(await county.deps.database.tables.selectFrom('clock_readings').select('boot').where('journal', '=', maker.journal).execute()).toEqual([]);
  });

  it('is refused with the reason when it is too large, damaged, forged, or of nobody', async () => {
    const { maker } = await terminalWith(searches(1));
    expect(codeOf(await post(Buffer.alloc(MAX_ENVELOPE_BYTES + 1)))).toEqual([413, 'envelope-too-large']);
    expect(codeOf(await post(gzipSync(Buffer.alloc(17 * 1024 * 1024))))).toEqual([413, 'envelope-too-large']);
    expect(codeOf(await post(Buffer.from('a photograph')))).toEqual([400, 'envelope-malformed']);
    expect(codeOf(await post(maker.envelope(1, 1, { terminal: randomUUID() })))).toEqual([403, 'forbidden']);
    expect(codeOf(await post(maker.envelope(1, 1, { journal: randomUUID() })))).toEqual([403, 'terminal-unknown']);
  });

  it('is taken from township staff for their own sites alone, and from nobody who has not signed in', async () => {
    const [own, other] = [await terminalWith(searches(1), newSite('east')), await terminalWith(searches(1), newSite('west'))];
    const east = await signedIn(county, 'township-staff', 'east');
    expect((await post(own.maker.envelope(), east)).statusCode).toBe(200);
    expect(codeOf(await post(other.maker.envelope(), east))).toEqual([403, 'forbidden']);
    expect(codeOf(await post(own.maker.envelope(), { cookie: 'session=nonsense' }))).toEqual([401, 'unauthorized']);
    const token = await createMachineToken(county.deps, 'upload');
    expect((await post(own.maker.envelope(), { authorization: `Bearer ${token}` })).statusCode).toBe(401);
    expect(codeOf(await post(own.maker.envelope(), { ...staff, 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'forbidden']);
  });
});

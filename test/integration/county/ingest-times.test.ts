import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../../contract/http.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { COUNTED_BY, rebuildProjections } from '../../../county/reports/rebuild.ts';
import { summarize } from '../../../county/reports/summary.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { dongmen, groupViewing, searched } from './usage-events.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openTestCounty();
});
afterAll(() => county.close());

let sites = 0;
async function newTerminal(): Promise<TestTerminal> {
  sites += 1;
  return county.enterTerminal({ ...dongmen, id: `site-${sites}` });
}

/** A boot of a machine whose battery is dead: its clock begins in 1970. It records a line every five seconds. */
function deadBattery({ maker }: TestTerminal) {
  const boot = randomUUID();
  let uptimeMs = 20_000;
  return {
    boot,
    get uptimeMs() {
      return uptimeMs;
    },
    clock: () => ({ at: new Date(uptimeMs).toISOString(), boot, uptimeMs }),
    record: (...events: readonly NewEvent[]) => {
      for (const event of events) {
        uptimeMs += 5000;
        maker.recordAs({ at: new Date(uptimeMs).toISOString(), boot, uptimeMs }, event);
      }
    },
  };
}

async function heartbeat({ maker, token }: TestTerminal, clock: { at: string; boot: string; uptimeMs: number }): Promise<void> {
  const { seq, hash } = maker.head;
  const body = { journal: maker.journal, clock, version: 'test', last: { seq, hash }, freeBytes: null };
  const answer = await county.app.inject({ method: 'POST', url: paths.heartbeats, payload: body, headers: { authorization: `Bearer ${token}` } });
  expect(answer.statusCode, answer.body).toBe(200);
}

async function searchTimes({ maker }: TestTerminal) {
  return county.deps.database.tables.selectFrom('searches').select(['at', 'day', 'certainty', 'best_ms', 'not_before_ms', 'not_after_ms']).where('journal', '=', maker.journal).orderBy('seq').execute();
}

const tables = ['group_viewings', 'self_viewings', 'searches', 'openings', 'issue_downloads', 'boot_runs'] as const;

/** Rebuilding from the lines changes nothing. */
async function expectRebuiltTheSame({ maker }: TestTerminal): Promise<void> {
  const all = async () => {
    const rows = await Promise.all(tables.map((table) => county.deps.database.tables.selectFrom(table).selectAll().where('journal', '=', maker.journal).execute()));
    return rows.flat().map((row) => JSON.stringify(row)).sort();
  };
  const before = await all();
  await rebuildProjections(county.deps, { batchLines: 3 });
  expect(await all()).toEqual(before);
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

describe('what a terminal with a dead battery records', () => {
  it('comes to the day on which it was, from the first contact within its boot on, and the recorded time stays', async () => {
    const terminal = await newTerminal();
    const boot = deadBattery(terminal);
    boot.record(...groupViewing({ members: 2, guests: 0 }), searched());
    await ingestEnvelope(county.deps, terminal.maker.envelope(1, terminal.maker.head.seq, { clock: boot.clock() }), 'line');
    const today = dayOf(county.deps.now().getTime());
    const [search] = await searchTimes(terminal);
    expect(search).toMatchObject({ day: today, certainty: 'exact', best_ms: county.deps.now().getTime() });
    expect(search?.at).toMatch(/^1970-01-01/);
    expect((await summarize(county.deps, { site: terminal.maker.site, from: today, to: today }, null)).figures).toMatchObject({ partyClasses: 1, lookups: { total: 1 } });
    expect((await summarize(county.deps, { site: terminal.maker.site, to: '1999-12-31' }, null)).figures).toMatchObject({ partyClasses: 0, lookups: { total: 0 } });
    await expectRebuiltTheSame(terminal);
  });

  it('and brings by stick lies between its enrolment and its receipt, and a later heartbeat makes it exact', async () => {
    const terminal = await newTerminal();
    const boot = deadBattery(terminal);
    boot.record(searched());
    await ingestEnvelope(county.deps, terminal.maker.envelope(1, 1, { clock: boot.clock() }), 'stick');
    const [bracketed] = await searchTimes(terminal);
    expect(bracketed).toMatchObject({ certainty: 'bracketed', day: '2024-12-31', not_after_ms: county.deps.now().getTime() });
    await expectRebuiltTheSame(terminal);
    // Two days on the machine is still on, and for the first time there is a line.
    county.passMs(2 * 24 * 3600 * 1000);
    await heartbeat(terminal, { at: new Date(0).toISOString(), boot: boot.boot, uptimeMs: boot.uptimeMs + 24 * 3600 * 1000 });
    const ms = county.deps.now().getTime() - 24 * 3600 * 1000;
    expect(await searchTimes(terminal)).toMatchObject([{ certainty: 'exact', day: dayOf(ms), best_ms: ms }]);
    await expectRebuiltTheSame(terminal);
  });

  it('in a boot without a contact is bracketed by the boots before and after it, however they come', async () => {
    const terminal = await newTerminal();
    const [first, lost, last] = [deadBattery(terminal), deadBattery(terminal), deadBattery(terminal)];
    first.record(searched());
    await ingestEnvelope(county.deps, terminal.maker.envelope(1, 1, { clock: first.clock() }), 'line');
    const before = county.deps.now().getTime();
    lost.record(searched());
    last.record(searched());
    county.passMs(10 * 24 * 3600 * 1000);
    const after = county.deps.now().getTime();
    await ingestEnvelope(county.deps, terminal.maker.envelope(3, 3, { clock: last.clock() }), 'line');
    county.passMs(30 * 24 * 3600 * 1000);
    await ingestEnvelope(county.deps, terminal.maker.envelope(2, 2, { clock: last.clock() }), 'stick');
    const [, middle] = await searchTimes(terminal);
    expect(middle).toMatchObject({ certainty: 'bracketed' });
    expect(middle?.not_before_ms).toBeGreaterThanOrEqual(before - 60_000);
    expect(middle?.not_after_ms).toBeLessThanOrEqual(after);
    expect(middle?.day).toBe(dayOf(middle?.best_ms ?? 0));
    await expectRebuiltTheSame(terminal);
  });

  it('narrows when an earlier stick comes late', async () => {
    const terminal = await newTerminal();
    const [early, late] = [deadBattery(terminal), deadBattery(terminal)];
    early.record(searched());
    late.record(searched());
    await ingestEnvelope(county.deps, terminal.maker.envelope(2, 2, { clock: late.clock() }), 'stick');
    const [wide] = await searchTimes(terminal);
    await heartbeat(terminal, early.clock());
    await ingestEnvelope(county.deps, terminal.maker.envelope(1, 1, { clock: early.clock() }), 'stick');
    const [exact, narrow] = await searchTimes(terminal);
    expect(exact).toMatchObject({ certainty: 'exact' });
    expect(narrow?.not_before_ms).toBeGreaterThan((wide?.not_before_ms ?? 0) + 24 * 3600 * 1000);
    await expectRebuiltTheSame(terminal);
  });
});

describe('times that no calendar has room for', () => {
  it('stop nothing, and are rebuilt the same', async () => {
    const terminal = await newTerminal();
    const boot = randomUUID();
    for (const uptimeMs of [1e300, 0, Number.MAX_SAFE_INTEGER]) for (const event of groupViewing({ members: 1 })) terminal.maker.recordAs({ at: '0001-01-01T00:00:00Z', boot, uptimeMs }, event);
    const { stored } = await ingestEnvelope(county.deps, terminal.maker.envelope(), 'line');
    expect(stored).toBe(terminal.maker.head.seq);
    await expectRebuiltTheSame(terminal);
  });
});

describe('more played than time has passed', () => {
  it('counts no further than time allows, and is flagged', async () => {
    const terminal = await newTerminal();
    const boot = randomUUID();
    groupViewing({ members: 3, guests: 0 }).forEach((event, index) => terminal.maker.recordAs({ at: '2026-11-23T08:00:00.000+08:00', boot, uptimeMs: 1000 * index }, event));
    await ingestEnvelope(county.deps, terminal.maker.envelope(), 'line');
    const [row] = await county.deps.database.tables.selectFrom('group_viewings').select(['flags', 'played_seconds']).where('journal', '=', terminal.maker.journal).execute();
    // Eleven seconds passed from start to end; at double speed 22 can be played in them.
    expect(row).toEqual({ flags: ['played-too-fast'], played_seconds: 37 });
    expect((await summarize(county.deps, { site: terminal.maker.site }, null)).figures).toMatchObject({ partyClasses: 0, notCounted: { groupViewings: { 'played-too-little': 1 } } });
    await expectRebuiltTheSame(terminal);
  });
});

it('a journal that an earlier program counted is counted anew when something comes from it', async () => {
  const terminal = await newTerminal();
  for (const event of [...groupViewing(), searched()]) terminal.maker.record(event);
  await ingestEnvelope(county.deps, terminal.maker.envelope(), 'line');
  const { tables: all } = county.deps.database;
  await all.updateTable('journals').set({ counted_by: 0 }).where('journal', '=', terminal.maker.journal).execute();
  await all.updateTable('searches').set({ boot: null, best_ms: null, certainty: 'unknown' }).where('journal', '=', terminal.maker.journal).execute();
  terminal.maker.record(searched());
  await ingestEnvelope(county.deps, terminal.maker.envelope(terminal.maker.head.seq), 'line');
  expect(await searchTimes(terminal)).toMatchObject([{ certainty: 'exact' }, { certainty: 'exact' }]);
  expect(await all.selectFrom('journals').select('counted_by').where('journal', '=', terminal.maker.journal).execute()).toEqual([{ counted_by: COUNTED_BY }]);
});

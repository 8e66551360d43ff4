import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figures } from '../../../contract/http.ts';
import { lineHash } from '../../../contract/usage/chain.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { defaultValidityRule as rule } from '../../../contract/viewing/validity.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { noteClock } from '../../../county/ingest/times/note-clock.ts';
import { rebuildJournal, rebuildProjections } from '../../../county/reports/rebuild.ts';
import { summarize } from '../../../county/reports/summary.ts';
import type { JournalMaker } from './journal-maker.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty } from './open-county.ts';
import { completedIssue, dongmen, member, newSearch, newViewing, openedItem, potato, searched } from './usage-events.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openTestCounty();
});
afterAll(() => county.close());

const groupIds = [newViewing(), newViewing(), newViewing()];
const selfIds = [newViewing(), newViewing(), newViewing()];
const searchIds = [newSearch(), newSearch(), newSearch()];

const segment = fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 60 })).map(([from, length]): [number, number] => [from, from + length]);
const groupEvent = fc.constantFrom(...groupIds).chain((viewing) =>
  fc.oneof(
    fc.constantFrom('party-class' as const, 'training' as const).map((kind): NewEvent => ({ type: 'group-viewing.opened', data: { viewing, kind, programs: [potato], expected: 9 } })),
    fc.constantFrom('1', '2', '3').map((number): NewEvent => ({ type: 'group-viewing.member-checked-in', data: { viewing, member: member(number) } })),
    fc.constantFrom('1', '2', '3').map((number): NewEvent => ({ type: 'group-viewing.check-in-withdrawn', data: { viewing, member: member(number) } })),
    fc.integer({ min: 0, max: 3 }).map((guests): NewEvent => ({ type: 'group-viewing.guests-counted', data: { viewing, guests } })),
    fc.constant<NewEvent>({ type: 'group-viewing.started', data: { viewing } }),
    segment.map((played): NewEvent => ({ type: 'group-viewing.played', data: { viewing, program: potato.program, segment: played } })),
    segment.map((played): NewEvent => ({ type: 'group-viewing.played', data: { viewing, program: potato.program, segment: played } })),
    fc.constant<NewEvent>({ type: 'group-viewing.ended', data: { viewing, attendance: { members: 1, guests: 1 }, playedSeconds: 1, lengthSeconds: 100 } }),
    { weight: 1, arbitrary: fc.constant<NewEvent>({ type: 'group-viewing.resumed', data: { viewing } }) },
    fc
      .record({
        kind: fc.constantFrom('party-class' as const, 'training' as const, null),
        added: fc.subarray(['1', '2', '4']).map((numbers) => numbers.map(member)),
        removed: fc.subarray(['1', '3', '4']).map((numbers) => numbers.map(member)),
        guests: fc.constantFrom(0, 7, null),
      })
      .map((said): NewEvent => ({ type: 'group-viewing.corrected', data: { viewing, ...said, note: null, reason: 'counted anew' } })),
  ),
);
const selfEvent = fc.constantFrom(...selfIds).chain((viewing) =>
  fc.oneof(
    fc.constant<NewEvent>({ type: 'self-viewing.started', data: { viewing, program: potato, member: null } }),
    segment.map((played): NewEvent => ({ type: 'self-viewing.played', data: { viewing, program: potato.program, segment: played } })),
    fc.constant<NewEvent>({ type: 'self-viewing.ended', data: { viewing, reason: 'left', playedSeconds: 1 } }),
  ),
);
const otherEvent = fc.oneof(
  fc.constantFrom(...searchIds).map((search) => searched(search)),
  fc.option(fc.constantFrom(...searchIds), { nil: null }).map((search) => openedItem(search)),
  fc.constantFrom('2026-10', '2026-11').map((issue) => completedIssue(issue)),
  fc.constantFrom(...groupIds).map((viewing): NewEvent => ({ type: 'group-viewing.abandoned', data: { viewing } })),
  fc.constant<NewEvent>({ type: 'terminal.started', data: { version: '1', electron: '1', platform: 'linux', language: 'zh-CN' } }),
  fc.constant<NewEvent>({ type: 'terminal.stopped', data: { reason: 'quit' } }),
);
const anyEvent = fc.oneof({ weight: 6, arbitrary: groupEvent }, { weight: 3, arbitrary: selfEvent }, { weight: 3, arbitrary: otherEvent });
const history = fc.array(anyEvent, { minLength: 1, maxLength: 80, size: 'max' });
/** Envelopes as shares of the journal: where one begins, and how long it is. They overlap, repeat and leave gaps. */
const deliveries = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.double({ min: 0.01, max: 0.6, noNaN: true })), { maxLength: 8 });

/** Counts a history as domain.md words it, by other means than the program: second by second, person by person. */
function countHistory(events: readonly NewEvent[], secondOf: (index: number) => number = (index) => index * 5): Figures {
  const notCounted: Figures['notCounted'] = { groupViewings: {}, selfViewings: {} };
  const figures = { partyClasses: 0, trainings: 0, group: 0, self: 0 };
  const about = (viewing: string) => events.filter(({ data }) => 'viewing' in data && data.viewing === viewing);
  const playedSeconds = (own: readonly NewEvent[]) => {
    const seconds = new Set<number>();
    for (const { data } of own) if ('segment' in data) for (let second = data.segment[0]; second < data.segment[1] && second < 100; second += 1) seconds.add(second);
    return Math.min(seconds.size, playable(own));
  };
  /** Seconds that can have been played between the first and the last event of playing, at double speed and with 15 s of grace. */
  const playable = (own: readonly NewEvent[]) => {
    const [first] = own;
    const viewing = first !== undefined && 'viewing' in first.data ? first.data.viewing : '';
    // By place, not by event: two events of a history may be the same object.
    const timed = events.flatMap(({ type, data }, index) => {
      const plays = 'segment' in data || /\.(started|resumed|ended)$/.test(type);
      return plays && 'viewing' in data && data.viewing === viewing ? [secondOf(index)] : [];
    });
    const all = own.reduce((sum, { data }) => sum + ('segment' in data ? data.segment[1] - data.segment[0] : 0), 0);
    const most = timed.length === 0 ? 15 : (Math.max(...timed) - Math.min(...timed)) * 2 + 15;
    return all > most ? most : Infinity;
  };
  for (const own of groupIds.map(about).filter(({ length }) => length > 0)) {
    const opened = own.find((event) => event.type === 'group-viewing.opened');
    const happened = (type: string) => own.some((event) => event.type === type);
    const present = new Set<string>();
    let guests = 0;
    for (const { type, data } of own) {
      if (type === 'group-viewing.member-checked-in') present.add(data.member.number);
      else if (type === 'group-viewing.check-in-withdrawn') present.delete(data.member.number);
      else if (type === 'group-viewing.guests-counted') guests = data.guests;
    }
    // Corrections come over whatever was recorded, in their own order.
    let kind = opened?.data.kind;
    for (const { type, data } of own) {
      if (type !== 'group-viewing.corrected') continue;
      for (const { number } of data.removed) present.delete(number);
      for (const { number } of data.added) present.add(number);
      guests = data.guests ?? guests;
      kind = data.kind ?? kind;
    }
    const reason =
      opened === undefined ? 'incomplete-record'
      : happened('group-viewing.abandoned') ? 'abandoned'
      : !happened('group-viewing.started') ? 'not-started'
      : !happened('group-viewing.ended') ? 'not-ended'
      : playedSeconds(own) / 100 < rule.groupPlayedShare ? 'played-too-little'
      : present.size + guests < rule.groupAttendance ? 'nobody-attended'
      : null;
    if (reason !== null) notCounted.groupViewings[reason] = (notCounted.groupViewings[reason] ?? 0) + 1;
    else {
      figures[kind === 'training' ? 'trainings' : 'partyClasses'] += 1;
      figures.group += present.size + guests;
    }
  }
  for (const own of selfIds.map(about).filter(({ length }) => length > 0)) {
    const reason = !own.some(({ type }) => type === 'self-viewing.started') ? 'incomplete-record' : playedSeconds(own) < 50 ? 'played-too-little' : null;
    if (reason === null) figures.self += 1;
    else notCounted.selfViewings[reason] = (notCounted.selfViewings[reason] ?? 0) + 1;
  }
  const counted = new Set(events.flatMap((event) => (event.type === 'lookup.searched' ? [event.data.search] : [])));
  const opened = events.filter((event) => event.type === 'lookup.opened' && (event.data.search === null || !counted.has(event.data.search))).length;
  const issues = new Set(events.flatMap((event) => (event.type === 'issue.completed' ? [event.data.issue] : [])));
  return {
    issuesDownloaded: issues.size,
    partyClasses: figures.partyClasses,
    trainings: figures.trainings,
    lookups: { total: counted.size + opened, searches: counted.size, opened },
    personTimes: { total: figures.group + figures.self, group: figures.group, self: figures.self },
    notCounted,
  };
}

const tables = ['group_viewings', 'self_viewings', 'searches', 'openings', 'issue_downloads', 'offline_activities', 'evidence_pictures', 'viewing_ratings', 'terminal_marks', 'running_spans', 'daily_figures', 'line_faults', 'boot_runs'] as const;

/** Everything that is derived from a journal's lines, in an order of its own. */
async function derived(journal: string): Promise<string[]> {
  const rows = [];
  for (const table of tables) {
    const found = await county.deps.database.tables.selectFrom(table).selectAll().where('journal', '=', journal).execute();
    rows.push(...found.map((row) => `${table} ${JSON.stringify(row)}`));
  }
  const journals = await county.deps.database.tables.selectFrom('journals').selectAll().where('journal', '=', journal).execute();
  return [...rows.sort(), JSON.stringify(journals)];
}

async function deliver(maker: JournalMaker, parts: readonly (readonly [number, number])[]): Promise<void> {
  const length = maker.lines.length;
  for (const [begin, share] of parts) {
    const first = 1 + Math.floor(begin * length);
    const last = Math.min(length, first + Math.floor(share * length));
    await ingestEnvelope(county.deps, maker.envelope(first, last), 'stick');
  }
  await ingestEnvelope(county.deps, maker.envelope(), 'stick');
}

let site = 0;
async function newMaker(): Promise<JournalMaker> {
  site += 1;
  return (await county.enterTerminal({ ...dongmen, id: `site-${site}` })).maker;
}

describe('figures of any history, delivered in any way', () => {
  it('are those of counting the history, and rebuilding them from the lines changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(history, deliveries, async (events, parts) => {
        const maker = await newMaker();
        for (const event of events) maker.record(event);
        await deliver(maker, parts);
        expect((await summarize(county.deps, { site: maker.site }, null)).figures).toEqual(countHistory(events));
      }),
      { numRuns: 24 },
    );
    const journals = (await county.deps.database.tables.selectFrom('journals').select('journal').execute()).map(({ journal }) => journal);
    const before = await Promise.all(journals.map(derived));
    expect(await rebuildProjections(county.deps, { batchLines: 7 })).toMatchObject({ journals: journals.length });
    expect(await Promise.all(journals.map(derived))).toEqual(before);
  });

  it('with forks, doctored and unreadable lines are rebuilt the same', async () => {
    const makers: JournalMaker[] = [];
    await fc.assert(
      fc.asyncProperty(history, history, deliveries, deliveries, fc.nat(), fc.nat(), async (events, others, parts, otherParts, at, doctored) => {
        const maker = await newMaker();
        makers.push(maker);
        for (const event of events) maker.record(event);
        maker.append('nonsense');
        const twin = maker.restoredAt(at % maker.lines.length);
        for (const event of others) twin.record(event);
        await deliver(maker, parts);
        await deliver(twin, otherParts);
        const lines = twin.lines.map(({ bytes }, index) => (index === doctored % twin.lines.length ? Buffer.from(bytes.toString().replace('"uptimeMs":', '"uptimeMs":9')) : bytes));
        await ingestEnvelope(county.deps, maker.pack(lines, { first: 1, last: lines.length, head: lineHash(lines.at(-1) ?? '') }), 'stick');
      }),
      { numRuns: 9 },
    );
    const before = await Promise.all(makers.map(({ journal }) => derived(journal)));
    await rebuildProjections(county.deps, { batchLines: 7 });
    expect(await Promise.all(makers.map(({ journal }) => derived(journal)))).toEqual(before);
  });

  it('recorded by clocks that are wrong, brought by stick and line in any order, are of the days on which it happened', async () => {
    const begin = Date.parse('2026-02-01T00:00:00Z');
    const bootOf = fc.record({
      /** Minutes for which the machine was off before it, and by which its clock is wrong; null: its battery is dead. */
      off: fc.integer({ min: 10, max: 3 * 1440 }),
      wrong: fc.option(fc.integer({ min: -800 * 1440, max: 800 * 1440 }), { nil: null }),
      events: fc.array(anyEvent, { minLength: 1, maxLength: 12 }),
      /** A heartbeat at its end, a stick at its end, both, or nothing. */
      line: fc.boolean(),
      stick: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(bootOf, { minLength: 1, maxLength: 6 }), deliveries, async (boots, parts) => {
        const { maker } = await county.enterTerminal({ ...dongmen, id: `site-${(site += 1)}` });
        let nowMs = begin;
        const days = new Map<number, string>();
        const at = { seconds: [] as number[], exact: [] as boolean[] };
        for (const { off, wrong, events, line, stick } of boots) {
          nowMs += off * 60_000;
          const [boot, bootedMs] = [randomUUID(), nowMs];
          const clock = () => ({ at: new Date(wrong === null ? nowMs - bootedMs : nowMs + wrong * 60_000).toISOString(), boot, uptimeMs: nowMs - bootedMs });
          for (const event of events) {
            nowMs += 5000;
            const { seq } = maker.recordAs(clock(), event);
            days.set(seq, new Date(nowMs).toISOString().slice(0, 10));
            at.exact.push(line);
            at.seconds.push((nowMs - begin) / 1000);
          }
          const deps = { ...county.deps, now: () => new Date(nowMs) };
          const last = maker.head.seq;
          if (stick) await ingestEnvelope(deps, maker.envelope(Math.max(1, last - 5), last, { clock: clock() }), 'stick');
          if (line) await deps.database.transaction((queries) => noteClock(queries, maker.journal, deps.now(), clock()));
        }
        const deps = { ...county.deps, now: () => new Date(nowMs + 60_000) };
        for (const [from, share] of parts) {
          const first = 1 + Math.floor(from * maker.lines.length);
          const packed = { at: '2026-01-01T00:00:00Z', boot: randomUUID(), uptimeMs: 0 };
          await ingestEnvelope(deps, maker.envelope(first, Math.min(maker.lines.length, first + Math.floor(share * maker.lines.length)), { clock: packed }), 'stick');
        }
        await ingestEnvelope(deps, maker.envelope(1, maker.head.seq, { clock: { at: '2026-01-01T00:00:00Z', boot: randomUUID(), uptimeMs: 0 } }), 'stick');
        for (const table of ['searches', 'openings', 'issue_downloads'] as const) {
          const rows = await county.deps.database.tables.selectFrom(table).select(['seq', 'day', 'certainty', 'best_ms', 'not_before_ms', 'not_after_ms']).where('journal', '=', maker.journal).execute();
          for (const row of rows) {
            const trueMs = begin + (at.seconds[row.seq - 1] ?? 0) * 1000;
            if (row.certainty === 'exact') expect([row.best_ms, row.day]).toEqual([trueMs, days.get(row.seq)]);
            else {
              expect(at.exact[row.seq - 1]).toBe(false);
              expect(row.not_before_ms).toBeLessThanOrEqual(trueMs);
              expect(row.not_after_ms).toBeGreaterThanOrEqual(trueMs);
            }
          }
        }
        const before = await derived(maker.journal);
        await county.deps.database.transaction((queries) => rebuildJournal(queries, maker.journal, 5));
        expect(await derived(maker.journal)).toEqual(before);
      }),
      { numRuns: 9 },
    );
  });
});

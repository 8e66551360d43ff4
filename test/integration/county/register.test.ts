import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Site } from '../../../contract/site/site.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { memberCopySchema } from '../../../contract/usage/event.ts';
import { takeUpRule } from '../../../county/reports/daily.ts';
import { linesAnswerSchema, registerEntrySchema, registerListSchema, registerPaths } from '../../../county/reports/register-list-schemas.ts';
import type { RegisterTab } from '../../../county/reports/register-list-schemas.ts';
import { rebuildProjections } from '../../../county/reports/rebuild.ts';
import { summarize } from '../../../county/reports/summary.ts';
import { openHttpCounty } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';
import { signedIn } from './records-people.ts';
import { completedIssue, dongmen, groupViewing, newSearch, newViewing, openedItem, potato, searched, selfViewing } from './usage-events.ts';
import { handIn } from './usage-requests.ts';

const shiqiao: Site = { ...dongmen, id: 'shiqiao', name: { 'zh-CN': '石桥村' }, township: { id: 'heshan', name: { 'zh-CN': '河山镇' } } };
const corrected = newViewing();
let county: HttpCounty;
let staff: { cookie: string };
let township: { cookie: string };
let journal: string;

beforeAll(async () => {
  county = await openHttpCounty();
  const first = (await county.enterTerminal(dongmen)).maker;
  const second = (await county.enterTerminal(shiqiao)).maker;
  const search = newSearch();
  const film = { ...potato, title: { 'zh-CN': '=1+1' } };
  const events: readonly (readonly [string, readonly NewEvent[]])[] = [
    ['2026-11-02T19:00:00.000+08:00', groupViewing({ members: 30, guests: 2, viewing: corrected })],
    ['2026-11-03T19:00:00.000+08:00', groupViewing({ kind: 'training', members: 5, guests: 0, film })],
    ['2026-11-04T19:00:00.000+08:00', groupViewing({ played: 20 })],
    ['2026-11-05T09:00:00.000+08:00', [...selfViewing(), ...selfViewing({ played: 10 }), searched(search), openedItem(search), openedItem(), completedIssue()]],
  ];
  for (const [at, some] of events) for (const event of some) first.record(event, at);
  const late = memberCopySchema.parse({ number: '099', name: '王秀兰' });
  first.record({ type: 'group-viewing.corrected', data: { viewing: corrected, kind: null, added: [late], removed: [], guests: 4, note: null, reason: '漏记一人' } }, '2026-11-05T20:00:00.000+08:00');
  for (const [program, stars] of [[null, 3], [potato.program, 5], [null, 4]] as const) first.record({ type: 'viewing.rated', data: { viewing: corrected, program, stars } }, '2026-11-05T20:01:00.000+08:00');
  for (const event of groupViewing()) second.record(event, '2026-11-06T19:00:00.000+08:00');
  for (const maker of [first, second]) await handIn(county, maker.envelope());
  journal = first.journal;
  staff = await signedIn(county, 'county-staff');
  township = await signedIn(county, 'township-staff', 'chenhu');
});
afterAll(() => county.close());

async function ask<T>(path: string, schema: z.ZodType<T>, who = staff): Promise<T> {
  const answer = await fetch(county.url + path, { headers: who });
  expect(answer.status, path).toBe(200);
  return schema.parse(await answer.json());
}
const list = (tab: RegisterTab, query = '', who = staff) => ask(`${registerPaths.list(tab)}?${query}`, registerListSchema, who);

describe('the register', () => {
  it('lists as many rows as every figure says, by the same filter', async () => {
    const { figures } = await summarize(county.deps, { from: '2026-11-01', to: '2026-11-30' }, null);
    const days = 'from=2026-11-01&to=2026-11-30';
    const count = async (tab: RegisterTab, query: string) => (await list(tab, `${days}&${query}`)).total;
    expect(figures).toMatchObject({ partyClasses: 2, trainings: 1, lookups: { total: 2 }, personTimes: { group: 35 + 5 + 15, self: 1 } });
    expect(await count('group', 'counted=yes&kind=party-class')).toBe(figures.partyClasses);
    expect(await count('group', 'counted=yes&kind=training')).toBe(figures.trainings);
    expect(await count('group', 'reason=played-too-little')).toBe(figures.notCounted.groupViewings['played-too-little']);
    expect(await count('self', 'counted=yes')).toBe(figures.personTimes.self);
    expect(await count('self', 'reason=played-too-little')).toBe(figures.notCounted.selfViewings['played-too-little']);
    expect(await count('lookups', 'counted=yes')).toBe(figures.lookups.total);
    expect(await count('downloads', '')).toBe(figures.issuesDownloaded);
    const { rows } = await list('group', `${days}&counted=yes`);
    expect(rows.reduce((sum, { members, guests }) => sum + (members ?? 0) + (guests ?? 0), 0)).toBe(figures.personTimes.group);
  });

  it('turns pages and sorts at the county', async () => {
    const all = await list('group', 'sort=people&order=desc');
    expect(all.rows.map(({ members, guests }) => (members ?? 0) + (guests ?? 0))).toEqual([35, 15, 15, 5]);
    const page = await list('group', 'sort=people&order=desc&limit=1&offset=3');
    expect([page.total, page.rows.map(({ kind }) => kind)]).toEqual([4, ['training']]);
  });

  it('says why a row does not count', async () => {
    const { rows } = await list('group', 'counted=no');
    expect(rows.map(({ counted, reasons, playedSeconds }) => ({ counted, reasons, playedSeconds }))).toEqual([{ counted: false, reasons: ['played-too-little'], playedSeconds: 20 }]);
    expect((await list('lookups', 'counted=no')).rows).toMatchObject([{ reasons: ['part-of-search'] }]);
  });

  it('leads from a row to its lines, its people and its corrections, and to the lines around', async () => {
    const entry = await ask(registerPaths.entry('group', journal, corrected), registerEntrySchema);
    expect(entry.people).toHaveLength(31);
    expect(entry.corrections).toMatchObject([{ reason: '漏记一人', guests: 4, added: [{ number: '099', name: '王秀兰' }], removed: [] }]);
    expect(entry.rating).toEqual({ mean: 4.5, count: 2 });
    expect(entry.programs).toMatchObject([{ title: { 'zh-CN': '马铃薯起垄' }, playedSeconds: 100 }]);
    expect(entry.lines.map(({ type }) => type)).toEqual(expect.arrayContaining(['group-viewing.opened', 'group-viewing.corrected']));
    expect(entry.lines.every(({ text }) => text.includes(corrected))).toBe(true);
    const { lines, highest } = await ask(`${registerPaths.lines(journal)}?first=2&limit=3`, linesAnswerSchema);
    expect(lines.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(highest).toBe(entry.lines.at(-1)?.seq);
    expect(lines[0]?.time).toMatchObject({ recorded: '2026-11-02T19:00:00.000+08:00', wrong: false });
  });

  it('leads to the one line of a download and of a lookup', async () => {
    for (const [tab, type] of [['downloads', 'issue.completed'], ['lookups', 'lookup.opened'], ['self', 'self-viewing.started']] as const) {
      const row = (await list(tab)).rows.find(({ reasons }) => reasons.length === 0 && tab !== 'lookups') ?? (await list(tab, 'order=asc')).rows.at(-1);
      if (row === undefined) throw new Error(`no row in ${tab}`);
      const entry = await ask(registerPaths.entry(tab, row.journal, row.key), registerEntrySchema);
      expect(entry.lines[0]?.type).toBe(type);
    }
  });

  it('shows township staff their own sites only, in lists, files, entries and lines', async () => {
    expect((await list('group', '', township)).rows.map(({ site }) => site)).toEqual(['dongmen', 'dongmen', 'dongmen']);
    expect((await list('group', 'site=shiqiao', township)).total).toBe(0);
    expect((await list('group', 'township=heshan', township)).total).toBe(0);
    const other = (await list('group', 'site=shiqiao')).rows[0];
    if (other === undefined) throw new Error('no row');
    for (const path of [registerPaths.entry('group', other.journal, other.key), registerPaths.lines(other.journal)]) {
      expect((await fetch(county.url + path, { headers: township })).status).toBe(404);
    }
    const file = await fetch(`${county.url}${registerPaths.file('group')}?format=csv`, { headers: township });
    expect(await file.text()).not.toContain('石桥村');
    expect((await fetch(county.url + registerPaths.list('group'))).status).toBe(401);
  });

  it('is the same in the file as on the screen, and no cell becomes a formula', async () => {
    const query = 'from=2026-11-01&to=2026-11-30&sort=time&order=asc';
    const { rows } = await list('group', query);
    const file = await fetch(`${county.url}${registerPaths.file('group')}?${query}&format=xlsx`, { headers: staff });
    const [sheet] = await readXlsx(Buffer.from(await file.arrayBuffer()));
    const data = sheet?.data.slice(3) ?? [];
    expect(sheet?.data[2]?.slice(0, 5)).toEqual(['时间', '终端记的时间', '乡镇', '站点', '类型']);
    expect(data.map((cells) => [cells[9], cells[10], cells[8]])).toEqual(rows.map((row) => [row.members, row.guests, Math.round(((row.playedSeconds ?? 0) / (row.lengthSeconds ?? 1)) * 1000) / 10]));
    expect(data.map((cells) => cells[5])).toContain('=1+1');
    const csv = await (await fetch(`${county.url}${registerPaths.file('group')}?${query}&format=csv`, { headers: staff })).text();
    expect(csv).toContain(",'=1+1,");
    expect(csv.trim().split('\r\n')).toHaveLength(rows.length + 1);
  });

  it('refuses what it does not understand', async () => {
    for (const query of ['sort=secret', 'limit=100000', 'from=yesterday', "site=a'b"]) expect((await fetch(`${county.url}${registerPaths.list('group')}?${query}`, { headers: staff })).status).toBe(400);
  });
});

describe('daily figures', () => {
  it('follow the county’s rule when it changes, and until then the viewings themselves are asked', async () => {
    const rule = { ...county.deps.config.rule, groupPlayedShare: 0.1 };
    const changed = { ...county.deps, config: { ...county.deps.config, rule } };
    const kept = await summarize(county.deps, {}, null);
    const asked = await summarize(changed, {}, null);
    expect([kept.figures.partyClasses, asked.figures.partyClasses]).toEqual([2, 3]);
    await rebuildProjections(changed, { onlyOutdated: true });
    expect(await summarize(changed, {}, null)).toEqual(asked);
    // The other way round: now the first process is the one whose rule is not the kept one.
    expect(await summarize(county.deps, {}, null)).toEqual(kept);
    expect(await county.deps.database.transaction((queries) => takeUpRule(queries, county.deps.config.rule))).toBe(true);
    expect(await county.deps.database.transaction((queries) => takeUpRule(queries, county.deps.config.rule))).toBe(false);
    expect(await summarize(county.deps, {}, null)).toEqual(kept);
  });
});

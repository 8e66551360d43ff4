import { randomUUID } from 'node:crypto';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Site } from '../../../contract/site/site.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { assessmentPaths, assessmentSchema, keptRulesSchema } from '../../../county/assessment/schemas.ts';
import { numberColumns } from '../../../county/monthly/columns.ts';
import { monthlyPaths, reportListSchema, reportSchema } from '../../../county/monthly/schemas.ts';
import { summarize } from '../../../county/reports/summary.ts';
import type { JournalMaker } from './journal-maker.ts';
import { openHttpCounty } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';
import { signedIn } from './records-people.ts';
import { completedIssue, dongmen, groupViewing, newViewing, searched, selfViewing } from './usage-events.ts';
import { handIn } from './usage-requests.ts';

const shiqiao: Site = { ...dongmen, id: 'shiqiao', name: { 'zh-CN': '石桥村' }, township: { id: 'heshan', name: { 'zh-CN': '河山镇' } } };
const month = '2026-10';
const site = monthlyPaths.report(month, 'site', 'dongmen');
let county: HttpCounty;
let people: Record<'admin' | 'staff' | 'chenhu' | 'heshan', { cookie: string }>;
let maker: JournalMaker;

const started: NewEvent = { type: 'terminal.started', data: { version: '1', electron: '1', platform: 'linux', language: 'zh-CN' } };
const stopped: NewEvent = { type: 'terminal.stopped', data: { reason: 'quit' } };

/** What a terminal records in one boot, each at so many hours after it began. */
function recordBoot(begin: string, ...events: readonly (readonly [hours: number, NewEvent])[]): void {
  const boot = randomUUID();
  for (const [hours, event] of events) {
    const at = new Date(Date.parse(begin) + (hours + 8) * 3_600_000).toISOString().replace('Z', '+08:00');
    maker.recordAs({ at, boot, uptimeMs: 60_000 + hours * 3_600_000 }, event);
  }
}

beforeAll(async () => {
  county = await openHttpCounty();
  maker = (await county.enterTerminal(dongmen)).maker;
  await county.enterTerminal(shiqiao);
  const viewing = newViewing();
  for (const event of [...groupViewing({ members: 34, guests: 2, viewing }), ...groupViewing({ kind: 'training', members: 36, guests: 0 }), ...selfViewing(), searched(), completedIssue()]) {
    maker.record(event, '2026-10-12T19:00:00.000+08:00');
  }
  for (const moment of ['start', 'middle', 'end'] as const) {
    maker.record({ type: 'evidence.taken', data: { viewing, moment, source: 'screen', sha256: moment.length.toString().repeat(64).slice(0, 64), bytes: 10, mediaType: 'image/jpeg', width: 10, height: 10 } }, '2026-10-12T19:30:00.000+08:00');
  }
  // Over midnight in an orderly way; then the power is cut an hour after the last thing happened; then two runs of one boot.
  recordBoot('2026-10-20T20:00:00+08:00', [0, started], [6, stopped]);
  recordBoot('2026-10-22T09:00:00+08:00', [0, started], [1.5, searched()]);
  recordBoot('2026-10-23T09:00:00+08:00', [0, started], [1, stopped], [2, started], [2.5, searched()], [4, started], [4.5, stopped]);
  await handIn(county, maker.envelope());
  people = {
    admin: await signedIn(county, 'county-admin'),
    staff: await signedIn(county, 'county-staff'),
    chenhu: await signedIn(county, 'township-staff', 'chenhu'),
    heshan: await signedIn(county, 'township-staff', 'heshan'),
  };
});
afterAll(() => county.close());

function send(method: string, path: string, who: { cookie: string }, body?: object): Promise<Response> {
  return fetch(county.url + path, { method, headers: { ...who, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}
async function ask<T>(path: string, schema: z.ZodType<T>, who = people.staff, method = 'GET', body?: object): Promise<T> {
  const answer = await send(method, path, who, body);
  expect(answer.status, path).toBe(200);
  return schema.parse(await answer.json());
}

describe('opening hours', () => {
  it('are from each start to its stop, or to the last sign of life, by the local day', async () => {
    const { content } = await ask(site, reportSchema);
    const hours = Object.fromEntries(content.rows.map(({ id, openHours }) => [id, openHours]));
    expect(hours).toMatchObject({ '2026-10-20': 4, '2026-10-21': 2, '2026-10-22': 1.5, '2026-10-23': 2 });
    expect(content.total.openHours).toBe(9.5);
  });

  it('go on to the last contact of a terminal that is running', async () => {
    const running = (await county.enterTerminal({ ...dongmen, id: 'running' })).maker;
    const at = '2026-10-05T08:00:00.000+08:00';
    running.recordAs({ at, boot: running.boot, uptimeMs: 1000 }, started);
    const clock = { at: '2026-10-05T12:00:00.000+08:00', boot: running.boot, uptimeMs: 1000 + 4 * 3_600_000 };
    await handIn({ ...county, deps: county.deps }, running.envelope(1, 1, { clock }));
    const { content } = await ask(monthlyPaths.report('2026-11', 'site', 'running'), reportSchema);
    // The contact is of now, by the county's clock: times of the boot are exact, and lie in the four hours before it.
    expect(content.total.openHours).toBe(4);
  });
});

describe('a monthly report', () => {
  it('agrees with the summary to the digit, on the page, in the file and read back by another library', async () => {
    for (const [scope, id] of [['site', 'dongmen'], ['township', 'chenhu'], ['county', 'county']] as const) {
      const report = await ask(monthlyPaths.report(month, scope, id), reportSchema);
      const summary = await summarize(county.deps, { from: '2026-10-01', to: '2026-10-31', ...(scope === 'site' ? { site: id } : scope === 'township' ? { township: id } : {}) }, null);
      expect(report.content.total.figures).toEqual(summary.figures);
      for (const language of ['zh-CN', 'en'] as const) {
        const file = await send('GET', `${monthlyPaths.file(month, scope, id)}?format=xlsx&language=${language}`, people.staff);
        const [sheet] = await readXlsx(Buffer.from(await file.arrayBuffer()));
        const table = (sheet?.data ?? []).filter((cells) => typeof cells[1] === 'number');
        expect(table.map((cells) => cells.slice(1))).toEqual([...report.content.rows, report.content.total].map((row) => numberColumns.map(({ value }) => value(row))));
        expect(sheet?.data.find((cells) => cells[1] === numberColumns[0]?.head[language])?.slice(1)).toEqual(numberColumns.map(({ head }) => head[language]));
      }
      const pdf = Buffer.from(await (await send('GET', `${monthlyPaths.file(month, scope, id)}?format=pdf`, people.staff)).arrayBuffer());
      expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
    }
  });

  it('is drafted, remarked on, signed, kept as it was, and tells what arrived since', async () => {
    const draft = await ask(site, reportSchema, people.chenhu);
    expect(draft).toMatchObject({ signed: null, sinceThen: [], may: { write: true, reopen: false } });
    await ask(`${site}/remarks`, reportSchema, people.chenhu, 'PUT', { remarks: '电视坏了三天' });
    const signed = await ask(`${site}/signature`, reportSchema, people.chenhu, 'POST', { digest: draft.digest });
    expect(signed).toMatchObject({ remarks: '电视坏了三天', content: draft.content, sinceThen: [] });
    expect(signed.signed?.at).toBe(county.deps.now().toISOString());
    expect((await send('PUT', `${site}/remarks`, people.chenhu, { remarks: 'x' })).status).toBe(409);
    expect((await send('POST', `${site}/signature`, people.staff, { digest: draft.digest })).status).toBe(409);

    const first = maker.head.seq + 1;
    for (const event of groupViewing({ members: 10, guests: 0 })) maker.record(event, '2026-10-13T19:00:00.000+08:00');
    await handIn(county, maker.envelope(first));
    const after = await ask(site, reportSchema);
    expect(after.content).toEqual(draft.content);
    expect(after.sinceThen).toContainEqual({ row: 'total', name: null, column: 'party-classes', was: 1, is: 2 });
    expect(after.sinceThen).toContainEqual({ row: '2026-10-13', name: null, column: 'person-times', was: 0, is: 10 });
    const file = await send('GET', `${site}/file?format=xlsx`, people.staff);
    expect((await readXlsx(Buffer.from(await file.arrayBuffer()))).map(({ sheet }) => sheet)).toContain('签字以后的变化');

    expect((await send('DELETE', `${site}/signature`, people.staff)).status).toBe(403);
    const again = await ask(`${site}/signature`, reportSchema, people.admin, 'DELETE');
    expect(again).toMatchObject({ revision: 2, signed: null, remarks: '电视坏了三天', sinceThen: [] });
    expect(again.content.total.figures.partyClasses).toBe(2);
    const kept = await county.deps.database.tables.selectFrom('monthly_reports').select(['revision', 'signed_by', 'reopened_by']).where('id', '=', 'dongmen').orderBy('revision').execute();
    expect(kept).toMatchObject([{ revision: 1, reopened_by: expect.any(String) as string }, { revision: 2, signed_by: null }]);
  });

  it('is signed only as it was seen, and only when its month is over', async () => {
    const township = monthlyPaths.report(month, 'township', 'chenhu');
    const wrong = await send('POST', `${township}/signature`, people.staff, { digest: '0'.repeat(64) });
    expect([wrong.status, ((await wrong.json()) as { error: { code: string } }).error.code]).toEqual([409, 'changed-meanwhile']);
    const present = monthlyPaths.report('2026-11', 'site', 'dongmen');
    const { digest, unfinished } = await ask(present, reportSchema);
    expect(unfinished).toBe(true);
    expect(((await (await send('POST', `${present}/signature`, people.staff, { digest })).json()) as { error: { code: string } }).error.code).toBe('month-not-over');
  });

  it('is nobody’s of another township', async () => {
    for (const path of [site, monthlyPaths.report(month, 'township', 'chenhu'), monthlyPaths.report(month, 'county', 'county'), `${site}/file?format=pdf`]) {
      expect((await send('GET', path, people.heshan)).status, path).toBe(404);
    }
    expect((await send('PUT', `${site}/remarks`, people.heshan, { remarks: 'x' })).status).toBe(404);
    expect((await send('POST', `${site}/signature`, people.heshan, { digest: '0'.repeat(64) })).status).toBe(404);
    const { reports } = await ask(`${monthlyPaths.list}?month=${month}`, reportListSchema, people.heshan);
    expect(reports.map(({ scope, id }) => `${scope} ${id}`)).toEqual(['township heshan', 'site shiqiao']);
  });
});

describe('the assessment', () => {
  it('scores each site with the working, by the default rules', async () => {
    const assessment = await ask(`${assessmentPaths.assessment}?month=${month}`, assessmentSchema);
    const sites = assessment.townships.flatMap((township) => township.sites);
    const own = sites.find((one) => one.site === 'dongmen');
    const scores = Object.fromEntries(own?.rules.map(({ rule, given, points, found }) => [rule, { given, points, found }]) ?? []);
    expect(scores).toMatchObject({
      viewings: { given: 25, points: 25, found: 3 },
      hours: { given: 9.5, points: 20, found: 9.5 },
      attendance: { found: 66.7, given: 15.7, points: 20 },
      // No issue was released in the month.
      downloads: { points: 0, found: null },
      // Signed on 23 November, after the tenth.
      report: { given: 0, points: 10, found: 23 },
      evidence: { given: 3.3, points: 10, found: 1 },
    });
    expect(own?.score).toBe(62.9);
    expect(sites.find((one) => one.site === 'shiqiao')?.score).toBe(0);
  });

  it('is by rules that administrators change, in versions, and township staff see their own sites', async () => {
    const { version, rules } = await ask(assessmentPaths.rules, keptRulesSchema);
    const none = { points: 0 };
    const next = { ...rules, viewings: { points: 100, atLeast: 6 }, hours: { ...rules.hours, ...none }, attendance: { ...rules.attendance, ...none }, downloads: { ...rules.downloads, ...none }, report: { ...rules.report, ...none }, evidence: none };
    expect((await send('PUT', assessmentPaths.rules, people.staff, { after: version, rules: next })).status).toBe(403);
    expect(await ask(assessmentPaths.rules, keptRulesSchema, people.admin, 'PUT', { after: version, rules: next })).toMatchObject({ version: 1, rules: next });
    expect((await send('PUT', assessmentPaths.rules, people.admin, { after: version, rules })).status).toBe(409);
    const { version: used, townships } = await ask(`${assessmentPaths.assessment}?month=${month}`, assessmentSchema, people.chenhu);
    expect([used, townships.map(({ township }) => township)]).toEqual([1, ['chenhu']]);
    expect(townships[0]?.sites.find((one) => one.site === 'dongmen')?.rules).toEqual([{ rule: 'viewings', points: 100, given: 50, found: 3, needed: 6, of: null }]);
    const file = await send('GET', `${assessmentPaths.file}?month=${month}&format=xlsx`, people.chenhu);
    const [sheet] = await readXlsx(Buffer.from(await file.arrayBuffer()));
    expect(sheet?.data.find((cells) => cells[1] === '东门村')?.[2]).toBe(50);
  });
});

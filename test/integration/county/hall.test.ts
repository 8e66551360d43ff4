import { createHash, randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeJwt } from 'jose';
import { paths } from '../../../contract/http.ts';
import { activityIdSchema, planIdSchema } from '../../../contract/usage/copies.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { sitePlanSchema } from '../../../contract/viewing/plan.ts';
import { ACTIVITIES_PATH, activitiesAnswerSchema } from '../../../county/activities/schemas.ts';
import { EVIDENCE_PATH } from '../../../county/evidence/schemas.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { planPaths, plansAnswerSchema } from '../../../county/plan/schemas.ts';
import { rebuildProjections } from '../../../county/reports/rebuild.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { signedIn } from './records-people.ts';
import { dongmen, groupViewing, member, newViewing } from './usage-events.ts';

let county: TestCounty;
let terminal: TestTerminal;
let elsewhere: TestTerminal;
let staff: { cookie: string };
let township: { cookie: string };
beforeAll(async () => {
  county = await openTestCounty();
  terminal = await county.enterTerminal(dongmen);
  elsewhere = await county.enterTerminal({ id: 'ximen', name: { 'zh-CN': '西门村' }, township: { id: 'shanhu', name: { 'zh-CN': '山湖镇' } } });
  staff = await signedIn(county, 'county-staff');
  township = await signedIn(county, 'township-staff', 'chenhu');
});
afterAll(() => county.close());

const record = async (at: TestTerminal, events: readonly NewEvent[]): Promise<void> => {
  const first = at.maker.lines.length + 1;
  for (const event of events) at.maker.record(event);
  await ingestEnvelope(county.deps, at.maker.envelope(first), 'line');
};
const bearer = ({ token }: TestTerminal) => ({ authorization: `Bearer ${token}` });
const planRequest = { township: null, sites: null, day: '2026-11-25', time: '19:30', kind: 'party-class', programs: [], issue: null, note: 'Bring your notebooks' } as const;

describe('the plan', () => {
  const planOf = async (at: TestTerminal) => {
    const answer = await county.app.inject({ url: paths.plan, headers: bearer(at) });
    expect(answer.statusCode, answer.body).toBe(200);
    return { ...sitePlanSchema.parse(decodeJwt(answer.body)), etag: String(answer.headers.etag) };
  };
  const make = (who: { cookie: string }, body: object) => county.app.inject({ method: 'POST', url: planPaths.plans, headers: who, payload: { ...planRequest, ...body } });

  it('of the county comes to every site, that of a township to its own; a version rises only when something changed', async () => {
    const empty = await planOf(terminal);
    expect(empty).toMatchObject({ version: 1, items: [] });
    expect((await make(staff, {})).statusCode).toBe(200);
    expect((await make(township, { township: 'chenhu', day: '2026-11-26' })).statusCode).toBe(200);
    const here = await planOf(terminal);
    expect(here.version).toBe(2);
    expect(here.items.map(({ day, time, note }) => [day, time, note])).toEqual([
      ['2026-11-25', '19:30', 'Bring your notebooks'],
      ['2026-11-26', '19:30', 'Bring your notebooks'],
    ]);
    expect((await planOf(elsewhere)).items).toHaveLength(1);
    expect((await planOf(terminal)).version).toBe(2);
    const again = await county.app.inject({ url: paths.plan, headers: { ...bearer(terminal), 'if-none-match': here.etag } });
    expect(again.statusCode).toBe(304);
  });

  it('is made by people of a township for their township alone', async () => {
    expect((await make(township, {})).statusCode).toBe(403);
    expect((await make(township, { township: 'shanhu' })).statusCode).toBe(403);
    expect((await make(township, { sites: ['ximen'] })).statusCode).toBe(404);
    expect((await make(staff, { township: 'chenhu', sites: ['dongmen'] })).statusCode).toBe(400);
    expect((await county.app.inject({ method: 'POST', url: planPaths.plans, payload: planRequest })).statusCode).toBe(401);
  });

  it('says how many sites have held it, and is gone from the terminals once it is withdrawn', async () => {
    const made = await make(staff, { sites: ['dongmen'], day: '2026-11-27' });
    const plan = planIdSchema.parse(made.json<{ plan: string }>().plan);
    const viewing = newViewing();
    const [opened, ...rest] = groupViewing({ viewing, members: 2 });
    if (opened === undefined) throw new Error('a viewing is opened');
    await record(terminal, [opened, { type: 'group-viewing.planned', data: { viewing, plan, source: 'county' } }, ...rest]);
    const listed = async (who: { cookie: string }) => plansAnswerSchema.parse((await county.app.inject({ url: planPaths.plans, headers: who })).json()).plans.find((one) => one.plan === plan);
    expect(await listed(staff)).toMatchObject({ expected: 1, held: 1, mine: true });
    expect(await listed(township)).toMatchObject({ expected: 1, held: 1, mine: false });
    expect((await county.app.inject({ method: 'DELETE', url: planPaths.plan(plan), headers: township })).statusCode).toBe(403);
    expect((await county.app.inject({ method: 'DELETE', url: planPaths.plan(plan), headers: staff })).statusCode).toBe(204);
    expect(await listed(staff)).toBeUndefined();
    expect((await planOf(terminal)).items.map((item) => item.plan)).not.toContain(plan);
  });
});

describe('evidence', () => {
  const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500, 7)]);
  const sha256 = createHash('sha256').update(picture).digest('hex');
  const put = (bytes: Buffer, at = terminal, hash = sha256, type = 'image/jpeg') =>
    county.app.inject({ method: 'PUT', url: paths.evidencePicture(hash), headers: { ...bearer(at), 'content-type': type }, payload: bytes });
  const ask = async (at: TestTerminal) => (await county.app.inject({ method: 'POST', url: paths.evidence, headers: bearer(at), payload: { pictures: [sha256] } })).json<unknown>();
  const see = (who: { cookie: string }) => county.app.inject({ url: EVIDENCE_PATH(terminal.maker.journal, sha256), headers: who });

  it('is taken only when a stored event of the same terminal names it, with these very bytes, and once', async () => {
    expect((await put(picture)).statusCode).toBe(404);
    expect(await ask(terminal)).toEqual({ wanted: [], here: [] });
    const viewing = newViewing();
    await record(terminal, [
      ...groupViewing({ viewing }),
      { type: 'evidence.taken', data: { viewing, moment: 'start', source: 'screen', sha256, bytes: picture.length, mediaType: 'image/jpeg', width: 640, height: 360 } },
    ]);
    expect(await ask(terminal)).toEqual({ wanted: [sha256], here: [] });
    expect((await put(Buffer.concat([picture, Buffer.from([1])]))).statusCode).toBe(400);
    expect((await put(picture, elsewhere)).statusCode).toBe(404);
    expect((await put(Buffer.alloc(70_000, 1))).statusCode).toBe(413);
    expect((await see(staff)).statusCode).toBe(404);
    expect((await put(picture)).statusCode).toBe(204);
    expect((await put(picture)).statusCode).toBe(204);
    expect(await ask(terminal)).toEqual({ wanted: [], here: [sha256] });
    expect(await readdir(join(county.deps.config.data, 'evidence', sha256.slice(0, 2)))).toEqual([sha256]);
  });

  it('is seen by people who may see the site, and by nobody else', async () => {
    const seen = await see(township);
    expect(seen.statusCode).toBe(200);
    expect(seen.rawPayload).toEqual(picture);
    expect(seen.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
    expect((await see(await signedIn(county, 'township-staff', 'shanhu'))).statusCode).toBe(404);
    expect((await see({ cookie: '' })).statusCode).toBe(401);
  });

  it('is still there after everything was counted anew', async () => {
    await rebuildProjections(county.deps);
    expect((await see(staff)).statusCode).toBe(200);
    expect(await ask(terminal)).toEqual({ wanted: [], here: [sha256] });
    // And a county that has lost its pictures asks for them again.
    await rm(join(county.deps.config.data, 'evidence'), { recursive: true });
    expect(await ask(terminal)).toEqual({ wanted: [sha256], here: [] });
    expect((await put(picture)).statusCode).toBe(204);
    expect((await see(staff)).statusCode).toBe(200);
  });
});

describe('offline activities', () => {
  const activity = activityIdSchema.parse(randomUUID());
  const facts = { kind: 'lecture', day: '2026-11-20', place: '村委会', lecturer: '李老师', topic: '防冻', members: [member('1'), member('2')], guests: 6, handouts: { copies: 20, titles: '明白纸' } } as const;
  const list = async (query = '', who = staff) => activitiesAnswerSchema.parse((await county.app.inject({ url: ACTIVITIES_PATH + query, headers: who })).json());

  it('are counted as their own kind, as they hold after corrections, and both versions are told', async () => {
    const mistaken = activityIdSchema.parse(randomUUID());
    await record(terminal, [
      { type: 'offline-activity.recorded', data: { activity, ...facts, members: [...facts.members] } },
      { type: 'offline-activity.corrected', data: { activity, ...facts, members: [member('1')], guests: 9, reason: 'counted anew' } },
      { type: 'offline-activity.recorded', data: { activity: mistaken, ...facts, kind: 'mobile-classroom', members: [] } },
      { type: 'offline-activity.withdrawn', data: { activity: mistaken, reason: 'twice' } },
    ]);
    const { figures, activities } = await list('?from=2026-11-01&to=2026-11-30');
    expect(figures).toEqual({ total: 1, byKind: { 'mobile-classroom': 0, 'demonstration-base': 0, lecture: 1 }, personTimes: 10, handouts: 20 });
    expect(activities.find((one) => one.activity === activity)).toMatchObject({ now: { guests: 9 }, versions: [{ reason: null, facts: { guests: 6 } }, { reason: 'counted anew' }] });
    expect(activities.find((one) => one.activity === mistaken)).toMatchObject({ withdrawn: { reason: 'twice' } });
  });

  it('are limited to the period and to the sites that one may see', async () => {
    expect((await list('?from=2026-11-21')).activities).toEqual([]);
    expect((await list('', await signedIn(county, 'township-staff', 'shanhu'))).activities).toEqual([]);
  });

  it('come to the same when everything is counted anew', async () => {
    const before = await list();
    await rebuildProjections(county.deps);
    expect(await list()).toEqual(before);
  });
});

describe('a rating', () => {
  it('is the last word about a viewing', async () => {
    const viewing = newViewing();
    const rated = (stars: number): NewEvent => ({ type: 'viewing.rated', data: { viewing, program: null, stars } });
    await record(terminal, [rated(2), rated(5)]);
    const rows = await county.deps.database.tables.selectFrom('viewing_ratings').select('stars').where('viewing', '=', viewing).execute();
    expect(rows).toEqual([{ stars: 5 }]);
  });
});

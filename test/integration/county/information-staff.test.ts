import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { paths } from '../../../contract/http.ts';
import { informationBaseSchema } from '../../../contract/information/item.ts';
import type { InformationItem } from '../../../contract/information/item.ts';
import { programIdSchema } from '../../../contract/programs/program.ts';
import { searchIdSchema } from '../../../contract/usage/event.ts';
import type { Role } from '../../../county/accounts/schemas.ts';
import { publishInformation } from '../../../county/information/base.ts';
import {
  informationPaths,
  itemAnswerSchema,
  itemsAnswerSchema,
  lookupsAnswerSchema,
  pendingAnswerSchema,
  pictureAnswerSchema,
  synonymsAnswerSchema,
  versionsAnswerSchema,
} from '../../../county/information/schemas.ts';
import type { ItemAnswer } from '../../../county/information/schemas.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { project } from '../../../county/reports/project.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { technique } from '../../support/terminal/information.ts';
import { dongmen, openHttpCounty, readSigned, refusal } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';
import { signedIn } from './records-people.ts';

let county: HttpCounty;
let cookies: Readonly<Record<Role, { cookie: string }>>;

beforeAll(async () => {
  county = await openHttpCounty();
  cookies = { 'county-admin': await signedIn(county, 'county-admin'), 'county-staff': await signedIn(county, 'county-staff'), 'township-staff': await signedIn(county, 'township-staff', 'chenhu') };
});
afterAll(() => county.close());

const ask = (method: string, path: string, body?: unknown, role: Role = 'county-staff') =>
  fetch(county.url + path, {
    method,
    headers: { ...cookies[role], ...(body === undefined ? {} : { 'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json' }) },
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
  });
const item = (id: string, title = '起垄'): InformationItem => technique({ id, title });
async function save(one: InformationItem, revision: number): Promise<ItemAnswer> {
  const answer = await ask('PUT', informationPaths.item(one.id), { item: one, revision });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return itemAnswerSchema.parse(await answer.json());
}
const pending = async () => pendingAnswerSchema.parse(await (await ask('GET', informationPaths.pending)).json());
const publish = async () => ask('POST', informationPaths.publication, { mark: (await pending()).mark });
const ids = async () => (await readSigned(county, await (await fetch(county.url + paths.information)).text(), informationBaseSchema)).items.map(({ id }) => id);
const list = async (query: string) => itemsAnswerSchema.parse(await (await ask('GET', `${informationPaths.items}?${query}`)).json());

describe('an item', () => {
  test('is a draft until it is published, and keeps who changed what', async () => {
    const { revision, pending: state } = await save(item('draft-1'), 0);
    expect([state, await ids()]).toEqual(['added', []]);
    const changed = await save(item('draft-1', '马铃薯起垄'), revision);
    expect(changed.history.map(({ by, action, changes }) => [by, action, changes?.map(({ field }) => field)])).toEqual([
      [expect.stringMatching(/^person/), 'changed', ['title']],
      [expect.stringMatching(/^person/), 'added', undefined],
    ]);
    expect((await pending()).counts).toEqual({ added: 1, changed: 0, removed: 0 });
    expect((await publish()).status).toBe(200);
    expect([await ids(), (await pending()).counts]).toEqual([['draft-1'], { added: 0, changed: 0, removed: 0 }]);
  });

  test('that somebody else has changed meanwhile is not overwritten', async () => {
    const { revision } = await save(item('shared-1'), 0);
    await save(item('shared-1', '甲'), revision);
    expect(await refusal(await ask('PUT', informationPaths.item('shared-1'), { item: item('shared-1', '乙'), revision }))).toBe('409 changed-meanwhile');
    expect(await refusal(await ask('PUT', informationPaths.item('shared-1'), { item: item('shared-1', '丙'), revision: 0 }))).toBe('409 changed-meanwhile');
    expect(await refusal(await ask('DELETE', `${informationPaths.item('shared-1')}?revision=1`))).toBe('409 changed-meanwhile');
  });

  test('that was removed can be brought back, before and after the publication', async () => {
    await save(item('gone-1'), 0);
    await publish();
    const removed = itemAnswerSchema.parse(await (await ask('DELETE', `${informationPaths.item('gone-1')}?revision=1`)).json());
    expect([removed.removed, removed.pending, await ids()]).toEqual([true, 'removed', expect.arrayContaining(['gone-1'])]);
    const back = itemAnswerSchema.parse(await (await ask('POST', `${informationPaths.restore('gone-1')}?revision=2`)).json());
    expect([back.removed, back.pending]).toEqual([false, null]);
    await ask('DELETE', `${informationPaths.item('gone-1')}?revision=3`);
    await publish();
    expect(await ids()).not.toContain('gone-1');
    expect((await list('state=removed')).items.map(({ id }) => id)).toContain('gone-1');
    await ask('POST', `${informationPaths.restore('gone-1')}?revision=4`);
    await publish();
    expect(await ids()).toContain('gone-1');
  });

  test('whose changes are given up is again as terminals have it', async () => {
    await save(item('revert-1'), 0);
    await publish();
    await save(item('revert-1', '改错了'), 1);
    const reverted = itemAnswerSchema.parse(await (await ask('POST', `${informationPaths.revert('revert-1')}?revision=2`)).json());
    expect([reverted.item.title['zh-CN'], reverted.pending]).toEqual(['起垄', null]);
  });

  test('is found by words of its title, by kind and by state', async () => {
    await save({ ...item('old-1', '过期的技术'), expires: '2026-01-01' }, 0);
    expect((await list(`q=${encodeURIComponent('过期 技术')}`)).items.map(({ id }) => id)).toEqual(['old-1']);
    expect((await list('state=expired')).items.map(({ id, expired }) => [id, expired])).toEqual([['old-1', true]]);
    expect((await list('kind=policy')).total).toBe(0);
    expect((await list('limit=2&offset=1')).items.length).toBe(2);
  });
});

test('only what was looked at is published', async () => {
  const { mark } = await pending();
  await save(item('late-1'), 0);
  expect(await refusal(await ask('POST', informationPaths.publication, { mark }))).toBe('409 changed-meanwhile');
  await publish();
  const { versions } = versionsAnswerSchema.parse(await (await ask('GET', informationPaths.versions)).json());
  expect(versions[0]).toMatchObject({ by: expect.stringMatching(/^person/) as string, added: 2, removed: 0 });
});

test('words for the same are published with the items', async () => {
  const { revision } = synonymsAnswerSchema.parse(await (await ask('GET', informationPaths.synonyms)).json());
  expect((await ask('PUT', informationPaths.synonyms, { groups: [['土豆', '洋芋蛋']], revision })).status).toBe(200);
  expect(await refusal(await ask('PUT', informationPaths.synonyms, { groups: [], revision }))).toBe('409 changed-meanwhile');
  expect((await pending()).synonymsChanged).toBe(true);
  await publish();
  const base = await readSigned(county, await (await fetch(county.url + paths.information)).text(), informationBaseSchema);
  expect([base.synonyms, (await pending()).synonymsChanged]).toEqual([[['土豆', '洋芋蛋']], false]);
});

test('a picture is taken for what its bytes are, and served by its hash', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082', 'hex');
  const stored = pictureAnswerSchema.parse(await (await ask('POST', `${informationPaths.pictures}?name=${encodeURIComponent('垄.png')}`, png)).json());
  const served = await fetch(county.url + paths.content(stored.sha256));
  expect([stored.mime, served.headers.get('content-type'), Buffer.from(await served.arrayBuffer()).equals(png)]).toEqual(['image/png', 'image/png', true]);
  expect(await refusal(await ask('POST', `${informationPaths.pictures}?name=a.png`, Buffer.from('<svg onload="alert(1)">')))).toBe('400 bad-request');
  expect(await refusal(await ask('POST', `${informationPaths.pictures}?name=a.png`, Buffer.concat([png, Buffer.alloc(600 * 1024)])))).toBe('413 too-large');
  const table = Buffer.from('标题,步骤,图片,来源\n有图的技术,"一\n二",2=垄.png,农技站\n没图的,一,没有.png,农技站\n');
  const look = async (bytes: Buffer) => (await ask('POST', `${informationPaths.import}?name=t.csv`, bytes)).json() as Promise<{ mark: string; faults: { row: number; code: string }[] }>;
  expect((await look(table)).faults.map(({ row, code }) => `${row} ${code}`)).toEqual(['4 picture-unknown']);
  const sound = Buffer.from(table.toString().replace('没有.png', ''));
  const applied = await ask('POST', `${informationPaths.import}?name=t.csv&apply=${(await look(sound)).mark}`, sound);
  expect([applied.status, await applied.text()]).toEqual([200, expect.stringContaining('"applied":true')]);
  const { items } = await list(`q=${encodeURIComponent('有图的技术')}`);
  const made = itemAnswerSchema.parse(await (await ask('GET', informationPaths.item(items[0]?.id ?? ''))).json()).item;
  expect(made.kind === 'technique' && made.pictures).toEqual([{ step: 2, ...stored }]);
});

test('people of a township look and do not change; strangers do neither', async () => {
  expect((await ask('GET', informationPaths.items, undefined, 'township-staff')).status).toBe(200);
  for (const [method, path, body] of [
    ['PUT', informationPaths.item('draft-1'), { item: item('draft-1'), revision: 2 }],
    ['DELETE', `${informationPaths.item('draft-1')}?revision=2`, undefined],
    ['POST', informationPaths.publication, { mark: 'x' }],
    ['PUT', informationPaths.synonyms, { groups: [], revision: 1 }],
    ['POST', `${informationPaths.pictures}?name=a`, Buffer.from('a')],
  ] as const) {
    expect([method, path, await refusal(await ask(method, path, body, 'township-staff'))]).toEqual([method, path, '403 forbidden']);
  }
  for (const path of [informationPaths.items, informationPaths.lookups, `${informationPaths.table}?kind=policy&what=items&format=csv`]) expect((await fetch(county.url + path)).status).toBe(401);
});

test('what is asked and never found is told by township and month, to people of a township only of theirs', async () => {
  const far = { ...dongmen, id: 'beigou', name: { 'zh-CN': '北沟村' }, township: { id: 'liuhe', name: { 'zh-CN': '柳河镇' } } };
  for (const site of [dongmen, far]) await registerSite(county.deps, site);
  const near = { site: dongmen, queries: [['土豆价格', 3], ['土豆 价格', 2], ['驴奶', 0], ['驴奶', 0]] } as const;
  const other = { site: far, queries: [['驴奶', 0], ['ｗｏｌｆ', 0]] } as const;
  for (const { site, queries } of [near, other]) {
    const { maker } = await county.enterTerminal(site);
    const origin = { journal: maker.journal, site: site.id, clocksOf: () => Promise.resolve(new Map()) };
    await county.deps.database.transaction((tables) =>
      project(
        tables,
        origin,
        queries.map(([query, hits], at) => ({
          ...{ seq: at + 1, prev: '0'.repeat(64), id: crypto.randomUUID(), at: '2026-11-20T09:00:00.000+08:00', boot: '11111111-1111-4111-8111-111111111111', uptimeMs: at * 1000 },
          type: 'lookup.searched' as const,
          data: { search: searchIdSchema.parse(crypto.randomUUID()), query, kind: null, hits, member: null },
        })),
      ),
    );
  }
  const statistics = async (role: Role, query = '') => lookupsAnswerSchema.parse(await (await ask('GET', `${informationPaths.lookups}?${query}`, undefined, role)).json());
  const all = await statistics('county-staff');
  expect([all.totals, all.neverFound.map(({ query, times, sites }) => [query, times, sites])]).toEqual([
    { searches: 6, withoutHit: 4, opened: 0 },
    [['驴奶', 3, 2], ['ｗｏｌｆ', 1, 1]],
  ]);
  expect(all.asked.map(({ query, times }) => [query.replace(' ', ''), times]).slice(0, 2)).toEqual([['驴奶', 3], ['土豆价格', 2]]);
  const own = await statistics('township-staff');
  expect([own.totals.searches, own.townships.map(({ id }) => id), own.neverFound.map(({ times }) => times)]).toEqual([4, ['chenhu'], [2]]);
  expect((await statistics('township-staff', 'township=liuhe')).totals.searches).toBe(0);
  expect((await statistics('county-staff', 'township=liuhe')).totals.searches).toBe(2);
  expect((await statistics('county-staff', 'to=2020-01-01')).totals.searches).toBe(0);
  const csv = await (await ask('GET', `${informationPaths.lookupsTable}?format=csv&part=1`, undefined, 'township-staff')).text();
  expect(csv).toContain('驴奶,2,2,1');
  expect((await ask('GET', `${informationPaths.lookupsTable}?format=xlsx`)).headers.get('content-type')).toContain('spreadsheetml');
});

test('what is read is told with how long people stay, and how often it led to a program', async () => {
  const reader: typeof dongmen = { ...dongmen, id: 'nanliang', name: { 'zh-CN': '南梁村' }, township: { id: 'nanliang', name: { 'zh-CN': '南梁乡' } } };
  const { maker } = await county.enterTerminal(reader);
  const opened = { item: 'draft-1', kind: 'technique', title: { 'zh-CN': '起垄' } } as const;
  const program = { program: programIdSchema.parse('2026-11/potato-ridging'), issue: '2026-11', title: { 'zh-CN': '马铃薯起垄' }, category: 'wealth-skill' as const, courseKind: 'special' as const, topics: [], lengthSeconds: 600 };
  // Somebody comes back to it twice; the last one leaves it open for the night.
  for (const readings of [[20, 20], [70], [36_000]]) {
    const line = maker.record({ type: 'lookup.opened', data: { ...opened, search: null, member: null } });
    const { id: opening } = z.object({ id: z.uuid() }).parse(JSON.parse(line.bytes.toString()));
    for (const seconds of readings) maker.record({ type: 'lookup.closed', data: { opening, item: opened.item, kind: opened.kind, seconds } });
    if (readings.length === 2) maker.record({ type: 'lookup.led-to-program', data: { opening, ...opened, program, member: null } });
  }
  await ingestEnvelope(county.deps, maker.envelope(), 'line');
  const answer = lookupsAnswerSchema.parse(await (await ask('GET', `${informationPaths.lookups}?township=nanliang`)).json());
  expect(answer.popular).toMatchObject([{ item: 'draft-1', opened: 3, readSeconds: 70, programs: 1, sites: 1 }]);
  const csv = await (await ask('GET', `${informationPaths.lookupsTable}?format=csv&part=2&township=nanliang`)).text();
  expect(csv).toContain(',draft-1,3,70,1,1');
});

test('publishing the whole takes the place of drafts that were waiting', async () => {
  await save(item('waiting-1'), 0);
  await publishInformation(county.deps, [item('whole-1')]);
  expect([await ids(), (await pending()).counts]).toEqual([['whole-1'], { added: 0, changed: 0, removed: 0 }]);
});

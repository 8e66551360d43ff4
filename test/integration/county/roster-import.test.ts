import { deflateRawSync } from 'node:zlib';
import writeXlsx from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rosterListSchema, rosterPaths, rosterPreviewSchema, rosterPublishedSchema, siteRosterSchema } from '../../../county/people/schemas.ts';
import type { RosterPreview } from '../../../county/people/schemas.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { dongmen, openHttpCounty, xigou } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';
import { signedIn } from './records-people.ts';

const far = { ...dongmen, id: 'shiqiao', name: { 'zh-CN': '石桥村' }, township: { id: 'heshan', name: { 'zh-CN': '河山镇' } } };
let county: HttpCounty;
let staff: { cookie: string };
let township: { cookie: string };
beforeAll(async () => {
  county = await openHttpCounty();
  for (const site of [dongmen, xigou, far]) await registerSite(county.deps, site);
  staff = await signedIn(county, 'county-staff');
  township = await signedIn(county, 'township-staff', 'chenhu');
});
afterAll(() => county.close());

function send(bytes: Buffer | string, query = '', who = staff): Promise<Response> {
  return fetch(county.url + rosterPaths.preview + query, { method: 'POST', headers: { ...who, 'content-type': 'application/octet-stream' }, body: new Uint8Array(Buffer.from(bytes)) });
}
async function preview(bytes: Buffer | string, query = ''): Promise<RosterPreview> {
  const answer = await send(bytes, query);
  expect(answer.status).toBe(200);
  return rosterPreviewSchema.parse(await answer.json());
}
function publish({ sites }: RosterPreview, who = staff): Promise<Response> {
  const rosters = sites.map(({ site, version, members }) => ({ site, after: version, members }));
  return fetch(county.url + rosterPaths.publication, { method: 'POST', headers: { ...who, 'content-type': 'application/json' }, body: JSON.stringify({ rosters }) });
}
const xlsx = (rows: readonly (readonly (string | number)[])[]) => writeXlsx(rows.map((row) => [...row])).toBuffer();
const codes = ({ faults }: RosterPreview) => faults.map(({ line, code, value }) => `${line} ${code} ${value}`.trim());

describe('a roster from a file', () => {
  it('is previewed, published and signed from XLSX, and the next file tells what it changes', async () => {
    const first = await preview(await xlsx([['姓名', '编号', '电话'], ['王秀兰', 1001, '-'], ['李国良', '0002', '-'], ['张三', '3', '-']]), '?site=dongmen');
    expect(first.sites).toMatchObject([{ site: 'dongmen', added: [{ number: '1001' }, { number: '0002' }, { number: '3' }], changed: [], gone: [], kept: 0 }]);
    expect(rosterPublishedSchema.parse(await (await publish(first)).json()).published).toMatchObject([{ site: 'dongmen', members: 3, changed: true }]);
    const next = await preview('编号,姓名\n1001,王秀兰\n0002,李国亮\n9,赵六\n', '?site=dongmen');
    expect(next.sites).toMatchObject([{ added: [{ number: '9', name: '赵六' }], changed: [{ number: '0002', was: '李国良', is: '李国亮' }], gone: [{ number: '3', name: '张三' }], kept: 1 }]);
    // Somebody else was faster: what was looked at is not what would be changed.
    expect((await publish(first)).status).toBe(409);
    expect((await publish(next)).status).toBe(200);
    const roster = siteRosterSchema.parse(await (await fetch(county.url + rosterPaths.roster('dongmen'), { headers: township })).json());
    expect(roster.members.map(({ number }) => number)).toEqual(['9', '0002', '1001']);
  });

  it('may hold many sites, by identifier or name, and leaves others alone', async () => {
    const made = await preview('站点,编号,姓名\n西沟村,1,甲\nshiqiao,1,乙\n河山镇石桥村,2,丙\n');
    expect(made.sites.map(({ site, added }) => [site, added.length])).toEqual([
      ['xigou', 1],
      ['shiqiao', 2],
    ]);
    expect((await publish(made)).status).toBe(200);
    const { sites } = rosterListSchema.parse(await (await fetch(county.url + rosterPaths.rosters, { headers: staff })).json());
    expect(sites.map(({ site, members }) => [site, members])).toEqual(expect.arrayContaining([['dongmen', 3], ['xigou', 1], ['shiqiao', 2]]));
  });

  it('names every row that is wrong, and changes nothing', async () => {
    const text = '站点,编号,姓名\n西沟村,1,甲\n西沟村,1,乙\n北坡村,2,丙\n西沟村,A1,丁\n西沟村,4,\n,5,戊\n';
    expect(codes(await preview(text))).toEqual(['3 double 1', '4 site-unknown 北坡村', '5 number A1', '6 name-missing', '7 site-missing']);
    expect(codes(await preview('站点,编号,姓名\n石桥村,1,甲\n', '?site=dongmen'))).toEqual(['2 site-foreign 石桥村']);
    expect(codes(await preview('1,甲\n'))).toEqual(['1 site-missing']);
    expect(codes(await preview('编号,姓名\n', '?site=dongmen'))).toEqual(['1 empty']);
  });

  it('is refused when it is hostile', async () => {
    expect(codes(await preview(Buffer.from([1, 0, 2]), '?site=dongmen'))).toEqual(['0 not-text']);
    expect(codes(await preview('PK\u0003\u0004 not really', '?site=dongmen'))).toEqual(['0 not-xlsx']);
    // 64 MB of zeros in 64 KB, told honestly, and told as one byte.
    expect(codes(await preview(zipBomb(64 * 1024 ** 2), '?site=dongmen'))).toEqual(['0 too-large']);
    expect(codes(await preview(zipBomb(1), '?site=dongmen'))).toEqual(['0 not-xlsx']);
    const sheet = await xlsx([['编号', '姓名'], ['1', '甲']]);
    expect((await preview(sheet, '?site=dongmen')).faults).toEqual([]);
    expect((await send(Buffer.alloc(5 * 1024 ** 2), '?site=dongmen')).status).toBe(413);
  });

  it('is taken from county staff only, and read by those of the township', async () => {
    expect((await send('1,甲\n', '?site=dongmen', township)).status).toBe(403);
    expect((await publish({ sites: [], faults: [], moreFaults: 0 }, township)).status).toBe(403);
    expect((await fetch(county.url + rosterPaths.roster('shiqiao'), { headers: township })).status).toBe(404);
    const { sites } = rosterListSchema.parse(await (await fetch(county.url + rosterPaths.rosters, { headers: township })).json());
    expect(sites.map(({ site }) => site)).toEqual(['dongmen', 'xigou']);
  });
});

/** An archive whose one part unpacks to 64 MB, and says that it unpacks to so many bytes. */
function zipBomb(says: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(64 * 1024 ** 2));
  const name = Buffer.from('xl/workbook.xml');
  const shared = Buffer.alloc(26);
  for (const [value, at, bytes] of [[20, 0, 2], [8, 4, 2], [packed.length, 14, 4], [says, 18, 4], [name.length, 22, 2]] as const) shared.writeUIntLE(value, at, bytes);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, name, packed]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), shared, Buffer.alloc(14), name]);
  const end = Buffer.alloc(18);
  for (const [value, at, bytes] of [[1, 4, 2], [1, 6, 2], [central.length, 8, 4], [local.length, 12, 4]] as const) end.writeUIntLE(value, at, bytes);
  return Buffer.concat([local, central, Buffer.from('PK\u0005\u0006'), end]);
}

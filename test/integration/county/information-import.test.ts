import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../../contract/http.ts';
import { informationBaseSchema } from '../../../contract/information/item.ts';
import type { InformationItem } from '../../../contract/information/item.ts';
import type { Role } from '../../../county/accounts/schemas.ts';
import { importAnswerSchema, informationPaths, itemsAnswerSchema, pendingAnswerSchema } from '../../../county/information/schemas.ts';
import type { ImportAnswer } from '../../../county/information/schemas.ts';
import { openHttpCounty, readSigned, refusal } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';
import { cell, inGbk, rawWorkbook, workbook, zip } from './information-tables.ts';
import { signedIn } from './records-people.ts';

let county: HttpCounty;
let cookies: Readonly<Record<Role, { cookie: string }>>;

beforeAll(async () => {
  county = await openHttpCounty();
  cookies = { 'county-admin': await signedIn(county, 'county-admin'), 'county-staff': await signedIn(county, 'county-staff'), 'township-staff': await signedIn(county, 'township-staff', 'chenhu') };
});
afterAll(() => county.close());

const send = (file: string | Uint8Array, query: Readonly<Record<string, string>> = {}, role: Role = 'county-staff') =>
  fetch(`${county.url}${informationPaths.import}?${new URLSearchParams({ name: 'table', ...query }).toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...cookies[role] },
    body: new Uint8Array(Buffer.from(file as string)),
  });
async function look(file: string | Uint8Array, query: Readonly<Record<string, string>> = {}): Promise<ImportAnswer> {
  const answer = await send(file, query);
  expect(answer.status, await answer.clone().text()).toBe(200);
  return importAnswerSchema.parse(await answer.json());
}
async function take(file: string | Uint8Array): Promise<ImportAnswer> {
  return look(file, { apply: (await look(file)).mark });
}
const faults = async (file: string | Uint8Array) => (await look(file)).faults.map(({ row, column, code }) => `${row} ${column} ${code}`);
const get = async (path: string, role: Role = 'county-staff') => (await fetch(county.url + path, { headers: cookies[role] })).json() as Promise<unknown>;
const pending = async () => pendingAnswerSchema.parse(await get(informationPaths.pending));
const publish = async (mark: string, role: Role = 'county-staff') =>
  fetch(county.url + informationPaths.publication, { method: 'POST', headers: { 'content-type': 'application/json', ...cookies[role] }, body: JSON.stringify({ mark }) });
async function published(): Promise<readonly InformationItem[]> {
  return (await readSigned(county, await (await fetch(county.url + paths.information)).text(), informationBaseSchema)).items;
}
const prices = '品名,市场,单位,日期,价格\n马铃薯,陈湖镇集市,元/公斤,2026/3/1,2.4\n马铃薯,陈湖镇集市,元/公斤,2026年3月8日,２．６\n';

describe('a table that is right', () => {
  test('is shown first, taken in whole, and reaches terminals when it is published', async () => {
    const shown = await look(prices);
    expect([shown.applied, shown.counts, shown.list.map(({ title }) => title)]).toEqual([false, { added: 1, changed: 0, unchanged: 0 }, ['马铃薯价格（陈湖镇集市）']]);
    expect((await pending()).counts.added).toBe(0);
    expect((await look(prices, { apply: shown.mark })).applied).toBe(true);
    expect((await published()).length).toBe(0);
    const { mark, counts } = await pending();
    expect(counts).toEqual({ added: 1, changed: 0, removed: 0 });
    expect((await publish(mark)).status).toBe(200);
    const [item] = await published();
    expect(item?.kind === 'market-price' && [item.date, item.price, item.series, item.title]).toEqual([
      '2026-03-08',
      2.6,
      [{ date: '2026-03-01', price: 2.4 }, { date: '2026-03-08', price: 2.6 }],
      { 'zh-CN': '马铃薯价格（陈湖镇集市）' },
    ]);
  });

  test('extends a series of prices, mends a day of it, and changes nothing when it comes again', async () => {
    const more = '价格（必填）,单位,市场,品名,日期\n2.7,元/公斤,陈湖镇集市,马铃薯,46096\n2.5,元/公斤,陈湖镇集市,马铃薯,2026.3.1\n';
    expect((await take(more)).counts).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect((await take(more)).counts).toEqual({ added: 0, changed: 0, unchanged: 1 });
    await publish((await pending()).mark);
    const item = (await published()).find(({ kind }) => kind === 'market-price');
    expect(item?.kind === 'market-price' && item.series.map(({ date, price }) => `${date} ${price}`)).toEqual(['2026-03-01 2.5', '2026-03-08 2.6', '2026-03-15 2.7']);
  });

  test.each([
    ['UTF-16 with a mark', Buffer.from(`\ufeff标题\t电话\t地址\t办公时间\t来源\n兽医站一\t0930-12345\t镇上\t白天\t镇政府\n`, 'utf16le')],
    ['UTF-8 with a mark', Buffer.from('\ufeff标题,电话,地址,办公时间,来源\n兽医站二,0930-12345,镇上,白天,镇政府\n')],
    ['GBK', inGbk('标题,电话,地址,办公时间,来源\n兽医站三,0930-12345,镇上,白天,镇政府\n')],
  ])('is read in %s', async (_name, bytes) => {
    const { faults: found, counts } = await look(bytes);
    expect([found, counts.added]).toEqual([[], 1]);
  });

  test('may be an Excel workbook with dates, numbers, formulas that were computed, and texts that look like formulas', async () => {
    const rows = [
      ['标题', '发布单位', '生效日期', '终止日期', '内容', '来源'],
      ['=cmd|calc', '县农业农村局', new Date(Date.UTC(2026, 0, 1)), 46387, '<script>alert(1)</script>', '+86'],
    ] as const;
    expect((await take(await workbook(rows))).counts.added).toBe(1);
    const computed = rawWorkbook(
      `<row r="1">${['品名', '市场', '单位', '日期', '价格'].map((text, at) => cell(`${'ABCDE'[at] ?? ''}1`, text)).join('')}</row>` +
        `<row r="3">${cell('A3', '白菜')}${cell('B3', '镇上')}${cell('C3', '元/公斤')}<c r="D3"><v>46082</v></c><c r="E3"><f>1+HYPERLINK("http://127.0.0.1")</f><v>1.5</v></c></row>`,
    );
    expect((await take(computed)).counts.added).toBe(1);
    await publish((await pending()).mark);
    const items = await published();
    const policy = items.find(({ kind }) => kind === 'policy');
    expect(policy?.kind === 'policy' && [policy.title['zh-CN'], policy.body['zh-CN'], policy.validFrom, policy.validTo, policy.source['zh-CN']]).toEqual(['=cmd|calc', '<script>alert(1)</script>', '2026-01-01', '2026-12-31', '+86']);
    const cabbage = items.find((item) => item.kind === 'market-price' && item.product['zh-CN'] === '白菜');
    expect(cabbage?.kind === 'market-price' && cabbage.series).toEqual([{ date: '2026-03-01', price: 1.5 }]);
  });

  test('comes out as it went in: every exported table changes nothing when it is imported again', async () => {
    await take('标题,步骤,英文步骤,来源,关键词\n起垄,"1. 深翻三十厘米\n2. 起垄",“x”,农技站,"土豆；洋芋"\n');
    for (const kind of ['market-price', 'policy', 'technique']) {
      for (const format of ['csv', 'xlsx']) {
        const answer = await fetch(`${county.url}${informationPaths.table}?kind=${kind}&what=items&format=${format}`, { headers: cookies['township-staff'] });
        const file = Buffer.from(await answer.arrayBuffer());
        if (kind === 'policy' && format === 'csv') expect(file.toString()).toContain("'=cmd|calc");
        const { faults: found, counts } = await look(file);
        expect([kind, format, found, counts.added, counts.changed, counts.unchanged > 0]).toEqual([kind, format, [], 0, 0, true]);
      }
    }
  });
});

describe('a table that is wrong', () => {
  test('is told with every row and column at once, and nothing of it is taken', async () => {
    const { items: before } = itemsAnswerSchema.parse(await get(informationPaths.items));
    const wrong = '标题,电话,地址,办公时间,来源,日期\n好的,0930-11111,镇上,白天,镇政府,2026-03-01\n,0930-11112,镇上,白天,镇政府,3/1/2026\n错的,没有电话,镇上,白天,镇政府,2026-02-30\n好的,0930-11113,镇上,白天,镇政府,\n';
    expect(await faults(wrong)).toEqual(['3 标题 value-missing', '3 日期 date-wrong', '4 电话 phone-wrong', '4 日期 date-wrong']);
    expect(await faults(wrong.replace('\n,', '\n新的,').replace('3/1/2026', '').replace('没有电话', '0930-11114').replace('2026-02-30', ''))).toEqual(['5 null twice']);
    expect((await look(wrong, { apply: 'a'.repeat(64) })).applied).toBe(false);
    expect(itemsAnswerSchema.parse(await get(informationPaths.items)).items).toEqual(before);
  });

  test('names the line on which a quotation mark was left open, and the price that is said twice', async () => {
    expect(await faults('标题,内容,发布单位,生效日期\n一,"没有关\n二,三,四,2026-1-1\n')).toContain('2 null quote-open');
    expect(await faults(`${prices}马铃薯,陈湖镇集市,元/公斤,2026-03-01,9\n`)).toEqual(['4 价格 date-twice']);
    expect(await faults('标题,内容,发布单位,生效日期\n一,"说"了,四,2026-1-1\n')).toContain('2 null quote-stray');
  });

  test('is refused with a clear reason: garbled text, other files, damaged or locked workbooks, formulas without a value', async () => {
    const head = `<row r="1">${cell('A1', '品名')}${cell('B1', '价格')}</row>`;
    const cases: readonly (readonly [string, string | Buffer])[] = [
      ['mojibake', `标题,电话\n${new TextDecoder('windows-1252').decode(Buffer.from('马铃薯价格'))},0930\n`],
      ['mojibake', new TextDecoder('gbk').decode(Buffer.from('标题,电话号码\n马铃薯价格,0930\n'))],
      ['encoding-unknown', Buffer.from('titre,caf\xe9 \xe0 la cr\xe8me\n', 'latin1')],
      ['old-excel', Buffer.from('d0cf11e0a1b11ae10000', 'hex')],
      ['broken-workbook', Buffer.from('PK\x03\x04 and nothing else')],
      ['no-table', zip({ 'hello.xml': '<a/>' })],
      ['no-heading', 'a,b\nc,d\n'],
      ['empty', ''],
      ['no-rows', '品名,市场,单位,日期,价格\n'],
      ['formula-empty', rawWorkbook(`${head}<row r="2"><c r="B2"><f>1+1</f></c></row>`)],
      ['cell-error', rawWorkbook(`${head}<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`)],
      ['broken-workbook', rawWorkbook('<!DOCTYPE a [<!ENTITY b "c">]>')],
    ];
    for (const [code, file] of cases) expect([code, (await look(file)).faults.map((fault) => fault.code)]).toEqual([code, expect.arrayContaining([code])]);
  });

  test('of a million rows, or one that unpacks without end, is refused soon, and the county answers meanwhile', async () => {
    const many = `品名,价格\n${'a,1\n'.repeat(1_000_000)}`;
    const bomb = zip({ 'xl/workbook.xml': '<a/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(400 * 1024 ** 2) });
    const rows = rawWorkbook('<row/>'.repeat(1_000_000));
    const corner = rawWorkbook(`<row r="1048576">${cell('XFD1048576', 'a')}</row>`);
    const far = rawWorkbook(`<row r="1">${cell('XFD1', 'a')}</row>`);
    let longestMs = 0;
    const reading = new AbortController();
    const answering = (async () => {
      while (!reading.signal.aborted) {
        const asked = performance.now();
        await fetch(county.url + paths.health);
        longestMs = Math.max(longestMs, performance.now() - asked);
      }
    })();
    const found: string[] = [];
    for (const file of [many, bomb, rows, corner, far]) found.push((await look(file)).faults[0]?.code ?? '');
    reading.abort();
    await answering;
    expect(found).toEqual(['too-many-rows', 'workbook-too-large', 'too-many-rows', 'too-many-rows', 'too-many-columns']);
    expect(longestMs).toBeLessThan(2000);
    expect(await refusal(await send(Buffer.alloc(33 * 1024 ** 2)))).toBe('413 too-large');
  });
});

test('a table that was looked at is not taken when the drafts have changed since', async () => {
  const file = '标题,电话,地址,办公时间,来源\n抢修电话,95598,县里,全天,供电公司\n';
  const { mark } = await look(file);
  await take(file.replace('县里', '镇上'));
  expect(await refusal(await send(file, { apply: mark }))).toBe('409 changed-meanwhile');
});

test('only county staff import; everyone who signed in has the templates, which can be filled in as they are', async () => {
  expect(await refusal(await send(prices, {}, 'township-staff'))).toBe('403 forbidden');
  expect((await fetch(county.url + informationPaths.import, { method: 'POST' })).status).toBe(401);
  for (const format of ['csv', 'xlsx']) {
    const answer = await fetch(`${county.url}${informationPaths.table}?kind=market-price&what=template&format=${format}`, { headers: cookies['township-staff'] });
    expect((await look(Buffer.from(await answer.arrayBuffer()))).faults.map(({ code }) => code)).toEqual(['no-rows']);
  }
});

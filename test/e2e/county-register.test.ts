import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { siteSchema } from '../../contract/site/site.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../contract/usage/envelope.ts';
import { enrolmentRequest, postJson } from '../integration/county/http-county.ts';
import { JournalMaker } from '../integration/county/journal-maker.ts';
import { groupViewing } from '../integration/county/usage-events.ts';
import { chooseLanguage, DESK, faultsOfPage, openCountyBrowser, PHONE, setUpCounty, showPage } from './support/county-browser.ts';
import type { CountyBrowser } from './support/county-browser.ts';
import { startCounty } from './support/county-process.ts';
import type { CountyProcess } from './support/county-process.ts';

const grantSchema = z.looseObject({ terminal: z.uuid(), site: siteSchema });

let folder: string;
let county: CountyProcess;
let browser: CountyBrowser;
let page: Page;
let month: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'county-register-'));
  county = await startCounty({ data: join(folder, 'county') });
  month = await recordLastMonth();
  browser = await openCountyBrowser(folder);
  page = await browser.newPage();
  await setUpCounty(page, county.setup ?? '', { name: '王主任', password: 'a long password for the tests' });
});
afterAll(async () => {
  await browser.close();
  await county.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A terminal enrols and hands in two group viewings of last month, one of which was hardly played. Returns the month. */
async function recordLastMonth(): Promise<string> {
  const maker = new JournalMaker('dongmen');
  const enrolled = await postJson(county.url + paths.enrolments, enrolmentRequest(county.enrolmentCode, { journal: maker.journal, publicKey: { kty: 'OKP', crv: 'Ed25519', x: maker.publicKeyX } }));
  const { terminal, site } = grantSchema.parse(decodeJwt(await enrolled.text()));
  const now = new Date();
  const begun = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 12, 11);
  const boot = randomUUID();
  for (const [hours, events] of [[0, groupViewing({ members: 30, guests: 2 })], [24, groupViewing({ kind: 'training', played: 20 })]] as const) {
    for (const [index, event] of events.entries()) {
      const ms = begun + hours * 3_600_000 + index * 5000;
      maker.recordAs({ at: new Date(ms).toISOString(), boot, uptimeMs: ms - begun }, event);
    }
  }
  const clock = { at: now.toISOString(), boot, uptimeMs: now.getTime() - begun };
  const taken = await fetch(county.url + paths.usage, {
    method: 'POST',
    headers: { 'content-type': ENVELOPE_MEDIA_TYPE },
    body: new Uint8Array(maker.envelope(1, maker.head.seq, { terminal, site: site.id, clock })),
  });
  if (!taken.ok) throw new Error(`${taken.status} ${await taken.text()}`);
  return new Date(begun).toISOString().slice(0, 7);
}

const show = (address: string) => showPage(page, address);

describe('from the figures to the lines and back', () => {
  test('a figure leads to its rows, a row to the viewing and its lines', async () => {
    await page.getByText('全部', { exact: true }).click();
    await page.locator('.figure', { hasText: '党课' }).getByRole('link').click();
    await page.getByText('共 1 条').waitFor();
    await page.locator('table.register tbody a').first().click();
    await page.getByRole('heading', { name: '记录原文' }).waitFor();
    await page.getByText('到场的党员（30）').waitFor();
    expect(await page.locator('.raw-lines code', { hasText: 'group-viewing.opened' }).count()).toBeGreaterThan(0);
    await page.locator('.raw-lines tbody a').first().click();
    await page.getByText('返回这台终端的记录').waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByText('共 1 条').waitFor();
  });

  test('a filter says why a viewing does not count, and its rows are saved as XLSX', async () => {
    await show('#/register/group');
    await page.locator('.filters label', { hasText: '是否计入' }).locator('select').selectOption('no');
    await page.getByText('共 1 条').waitFor();
    await page.locator('td .fault', { hasText: '实际播放太少' }).waitFor();
    const file = await browser.download(() => page.getByText('导出 XLSX').click());
    const rows = await readSheet(await readFile(file));
    expect(rows.at(-1)).toContain('实际播放太少');
  });
});

describe('a month', () => {
  test('is read, remarked on and signed off, and the file says the same', async () => {
    await show(`#/monthly/${month}/site/dongmen`);
    await page.getByLabel('说明', { exact: true }).fill('本月设备检修一天');
    await page.getByRole('button', { name: '保存说明' }).click();
    await page.getByRole('button', { name: '签字', exact: true }).click();
    await page.getByRole('button', { name: '确定签字？' }).click();
    await page.getByText('王主任 于').waitFor();
    const shown = await page.locator('.month-figures tfoot td').allTextContents();
    const file = await browser.download(() => page.getByRole('link', { name: 'XLSX' }).click());
    const total = (await readSheet(await readFile(file))).at(-1)?.slice(1);
    expect(total?.map((cell) => (cell === null ? '—' : String(cell)))).toEqual(shown.map((text) => text.trim()));
    expect(total?.slice(2, 5)).toEqual([1, 0, 32]);
  });

  test('is assessed with its working, and administrators change the rules', async () => {
    await show(`#/assessment/${month}`);
    await page.locator('.assessed summary').first().click();
    await page.getByRole('link', { name: '1 次', exact: true }).waitFor();
    await page.getByLabel('集中收看次数: 要求').fill('1');
    await page.getByRole('button', { name: '保存为新一版' }).click();
    await page.getByText('现在用的是第 1 版。').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
  });
});

test('a roster with faults changes nothing and names each row, and the mended one is published', async () => {
  await show('#/people/dongmen');
  const before = await page.locator('.people tbody tr').count();
  const wrong = join(folder, 'wrong.csv');
  await writeFile(wrong, '编号,姓名\nA1,甲\n7,\n');
  await page.locator('input[type=file]').setInputFiles(wrong);
  await page.getByText('第 2 行：').waitFor();
  await page.getByText('第 3 行：').waitFor();
  const right = join(folder, 'roster.csv');
  await writeFile(right, '编号,姓名\n7001,赵一\n0072,钱二\n');
  await page.locator('input[type=file]').setInputFiles(right);
  await page.getByText(`新增 2，改名 0，去掉 ${before}，不变 0`).waitFor();
  await page.getByRole('button', { name: '发布这些改动' }).click();
  await page.getByText('已发布 1 个站点的名册').waitFor();
  await page.getByText('2 名党员').waitFor();
});

test('no page has a fault that axe-core finds, or is wider than its window, in both languages at a desk and on a phone', async () => {
  const faults: string[] = [];
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    for (const language of ['zh-CN', 'en'] as const) {
      await chooseLanguage(page, language);
      for (const address of ['#/', '#/register', '#/register/self', '#/people', '#/people/import', '#/people/dongmen', '#/monthly', `#/monthly/${month}/county/county`, `#/monthly/${month}/site/dongmen`, '#/assessment']) {
        await show(address);
        faults.push(...(await faultsOfPage(page)).map((fault) => `${language} ${size.width} ${address} ${fault}`));
      }
    }
  }
  expect(faults).toEqual([]);
});

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { paths } from '../../contract/http.ts';
import { addAccount, chooseLanguage, DESK, faultsOfPage, openCountyBrowser, PHONE, setUpCounty, showPage, signInFirst } from './support/county-browser.ts';
import type { CountyBrowser } from './support/county-browser.ts';
import { startCounty } from './support/county-process.ts';
import type { CountyProcess } from './support/county-process.ts';
import { projectFolder } from './support/project.ts';
import { launchTerminal } from './support/terminal-process.ts';
import type { TerminalProcess } from './support/terminal-process.ts';
import { Village } from './support/village.ts';

const ADMIN = { name: '王主任', password: 'a long password for the tests' };
/** The one program of the issue that is published through the page; 45 s. */
const FILM = '读懂中央文件';

let folder: string;
let county: CountyProcess;
let browser: CountyBrowser;
let terminal: TerminalProcess | null = null;
/** What the administrator has open, the county's staff, and the township's. */
let admin: Page;
let staff: Page;
let township: Page;
/** Enrols the terminal of 南湾村. */
let code: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'county-e2e-'));
  [county, browser] = await Promise.all([startCounty({ data: join(folder, 'county') }), openCountyBrowser(folder)]);
  admin = await browser.newPage();
});
afterAll(async () => {
  await terminal?.close();
  await browser.close();
  await county.stop();
  await rm(folder, { recursive: true, force: true });
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const open = (page: Page, name: string) => page.locator('.page-nav').getByRole('link', { name, exact: true }).click();
const figure = (page: Page, name: string) => page.locator('.figure', { hasText: name }).locator('.value');

describe('an administrator', () => {
  test('is let in by the one-time link, and sees the overview', async () => {
    await setUpCounty(admin, county.setup ?? '', ADMIN);
    await admin.getByRole('heading', { name: '五项统计' }).waitFor();
    await admin.getByRole('heading', { name: '需要关注' }).waitFor();
    await admin.locator('.trend-chart svg').waitFor();
    await admin.getByText('看数字').click();
    expect(await admin.locator('.trend tbody tr').count()).toBe(12);
    // The sample's site has no terminal yet.
    await admin.getByText('还没有终端').click();
    await admin.locator('.attention-group a').first().waitFor();
  });

  test('registers a site and its township, and gets a code with which a terminal enrols', async () => {
    await open(admin, '站点');
    await button(admin, '登记站点').click();
    await admin.getByLabel('乡镇', { exact: true }).selectOption('');
    await admin.getByLabel('乡镇名称').fill('柳河乡');
    await admin.getByLabel('乡镇代号').fill('liuhe');
    await admin.getByLabel('站点名称').fill('南湾村');
    await admin.getByLabel('站点代号').fill('nanwan');
    await button(admin, '保存').click();
    await admin.getByRole('heading', { name: '柳河乡 · 南湾村' }).waitFor();
    await button(admin, '生成注册码').click();
    code = (await admin.locator('.enrolment-code').textContent()) ?? '';
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
    expect(await admin.getByRole('img', { name: '注册码的二维码' }).locator('path').getAttribute('d')).toMatch(/^M/);
    for (const size of [PHONE, DESK]) {
      await admin.setViewportSize(size);
      expect(await faultsOfPage(admin)).toEqual([]);
    }
    await button(admin, '关闭').click();
  });

  test('makes accounts, whose people choose passwords and are offered what is theirs alone', async () => {
    const given = await addAccount(admin, '张科员', 'county-staff');
    staff = await browser.newPage();
    await signInFirst(staff, county.url, { name: '张科员', password: given }, 'publish the films');
    const forTownship = await addAccount(admin, '李乡长', 'township-staff', 'liuhe');
    township = await browser.newPage();
    await signInFirst(township, county.url, { name: '李乡长', password: forTownship }, 'my own words now');
    expect(await admin.locator('.page-nav').getByRole('link', { name: '账号' }).count()).toBe(1);
    expect(await staff.locator('.page-nav').getByRole('link', { name: /账号|发布节目/ }).allTextContents()).toEqual(['发布节目']);
    expect(await township.locator('.page-nav').getByRole('link', { name: /账号|发布节目/ }).count()).toBe(0);
  });
});

describe('county staff', () => {
  test('bring the roster of the site as XLSX', async () => {
    await showPage(staff, '#/people/nanwan');
    const file = join(folder, 'roster.xlsx');
    await writeFile(file, await writeXlsx([['编号', '姓名'], [7001, '赵一'], ['0072', '钱二'], [7003, '孙三']]).toBuffer());
    await staff.locator('input[type=file]').setInputFiles(file);
    await staff.getByText('新增 3，改名 0，去掉 0，不变 0').waitFor();
    await button(staff, '发布这些改动').click();
    await staff.getByText('3 名党员').waitFor();
  });

  test('publish an issue from its folder', async () => {
    await open(staff, '发布节目');
    await staff.locator('[data-choose=folder]').setInputFiles(await issueFolder());
    await staff.getByText('films/no-1-document.mp4').waitFor();
    await button(staff, '发布').click();
    await staff.getByText('2026-12 发布好了').waitFor();
    await staff.locator('.issues').getByText('2026-12').waitFor();
  });

  test('plan viewings for a site, and take one back', async () => {
    await open(staff, '收看计划');
    for (const [days, note] of [[7, '请带纸笔'], [14, '看完讨论']] as const) {
      await button(staff, '新计划').click();
      await staff.getByLabel('日期').fill(dayAhead(days));
      await staff.getByLabel('给谁').selectOption('sites');
      await staff.getByLabel('柳河乡 · 南湾村').check();
      await staff.getByLabel('看哪一期').selectOption({ label: '2026-12 第十二期' });
      await staff.getByLabel(FILM).check();
      await staff.getByLabel(/^说明/).fill(note);
      expect(await faultsOfPage(staff)).toEqual([]);
      await button(staff, '保存').click();
      await staff.locator('tr', { hasText: note }).getByText('南湾村').waitFor();
    }
    await staff.locator('tr', { hasText: '请带纸笔' }).getByRole('button', { name: '撤回' }).click();
    await staff.locator('dialog').getByRole('button', { name: '撤回', exact: true }).click();
    await staff.locator('tr', { hasText: '请带纸笔' }).waitFor({ state: 'detached' });
    expect(await staff.locator('table.plans tbody tr').count()).toBe(1);
    expect(await staff.locator('dialog').count()).toBe(0);
  });
});

/** Days from now on, as `2026-11-30`. */
function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The sample's shortest film as an issue of its own. */
async function issueFolder(): Promise<string> {
  const [sample, made] = [join(projectFolder, 'resources', 'sample', 'issue'), join(folder, 'issue-2026-12')];
  await mkdir(join(made, 'films'), { recursive: true });
  await cp(join(sample, 'films', 'no-1-document.mp4'), join(made, 'films', 'no-1-document.mp4'));
  const program = { id: 'no-1-again', title: { 'zh-CN': FILM }, summary: { 'zh-CN': FILM }, category: 'political-theory', topics: ['党课'], courseKind: 'public', film: 'films/no-1-document.mp4', subtitles: [], handouts: [] };
  await writeFile(join(made, 'issue.json'), JSON.stringify({ number: '2026-12', title: { 'zh-CN': '第十二期' }, programs: [program] }));
  return made;
}

describe('with a real terminal', () => {
  test('the figures come to what happened in the hall, by themselves', async () => {
    await township.reload();
    expect(await figure(township, '党课').textContent()).toBe('0');
    terminal = await launchTerminal({ folder, countyUrl: county.url, enrolmentCode: code });
    const village = new Village(terminal.page);
    await village.programsHere(5);
    await village.button(/集中收看/).first().click();
    await village.choosePin();
    await village.chooseForGroup('党课', [FILM]);
    await village.checkIn(['7001', '0072']);
    await village.countGuests(1);
    await village.startPlaying();
    await village.filmPlays(28);
    await village.endGroupViewing();
    await expect.poll(() => figureAnew(township, '党课'), { timeout: 60_000, interval: 500 }).toBe('1');
    expect(await figure(township, '参学人次').textContent()).toBe('3');
    expect(await figure(township, '下载期数').textContent()).toBe('2');
  });

  test('a figure leads to the viewing, to its lines, and back', async () => {
    await township.locator('.figure', { hasText: '党课' }).getByRole('link').click();
    await township.getByText('共 1 条').waitFor();
    await township.locator('table.register tbody a').first().click();
    await township.getByText('到场的党员（2）').click();
    await township.getByText('7001 赵一').waitFor();
    await township.locator('.played', { hasText: FILM }).waitFor();
    await button(township, /展开这 \d+ 行/).last().click();
    expect(await township.locator('.raw-lines code', { hasText: /^group-viewing\.played$/ }).count()).toBeGreaterThan(3);
    expect(await faultsOfPage(township)).toEqual([]);
    await township.locator('.raw-lines tbody a').first().click();
    await township.getByText('返回这台终端的记录').waitFor();
    for (let back = 0; back < 3; back += 1) await township.goBack();
    await township.getByRole('heading', { name: '五项统计' }).waitFor();
  });

  test('the rows are saved as XLSX, and say the same', async () => {
    await showPage(township, '#/register/group');
    const file = await browser.download(() => township.getByText('导出 XLSX').click());
    const rows = await readSheet(await readFile(file));
    expect(rows.at(-1)).toEqual(expect.arrayContaining(['柳河乡', '南湾村', '党课', FILM, 2, 1]));
  });

  test('its site shows how the terminal is, and that it holds every issue', async () => {
    await showPage(admin, '#/sites/nanwan');
    await admin.getByRole('heading', { name: '终端状况' }).waitFor();
    await admin.getByText('时钟准确').waitFor();
    await admin.getByText('2 期中收齐 2 期').waitFor();
    await admin.locator('table.register', { hasText: FILM }).waitFor();
  });
});

/** What the first page says after it was loaded once more. */
async function figureAnew(page: Page, name: string): Promise<string | null> {
  await page.reload();
  return figure(page, name).textContent();
}

test('township staff see their own sites alone, whatever address they type', async () => {
  await showPage(township, '#/');
  await township.locator('table.sites').waitFor();
  expect(await township.locator('table.sites tbody th').allTextContents()).toEqual(['南湾村']);
  await showPage(township, '#/people');
  expect(await township.locator('table.people tbody th').allTextContents()).toEqual(['南湾村']);
  for (const address of ['#/sites/dongmen', '#/people/dongmen', '#/monthly/2026-01/site/dongmen', '#/monthly/2026-01/county/county']) {
    await township.evaluate((to) => (location.hash = to), address);
    await township.getByRole('alert').waitFor();
    expect(await township.getByText('东门村').count(), address).toBe(0);
  }
  for (const address of ['#/accounts', '#/audit', '#/publish']) {
    await township.evaluate((to) => (location.hash = to), address);
    await township.getByRole('heading', { name: '五项统计' }).waitFor();
  }
});

test('who did that is written down, and a token can be withdrawn', async () => {
  await open(admin, '账号');
  await admin.getByLabel(/用在哪里/).fill('统计局');
  await button(admin, '生成令牌').click();
  const token = (await admin.locator('.enrolment-code').textContent()) ?? '';
  const read = async () => (await fetch(`${county.url}${paths.summary}`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await read()).toBe(200);
  await button(admin, '关闭').click();
  await button(admin, '作废').click();
  await admin.locator('dialog').getByRole('button', { name: '作废' }).click();
  await admin.getByText('统计局').waitFor({ state: 'detached' });
  expect(await read()).toBe(401);
  await admin.getByRole('link', { name: '操作记录' }).click();
  await admin.locator('table.audit').waitFor();
  const rows = await admin.locator('table.audit tbody tr').allTextContents();
  for (const [action, who] of [['作废令牌', '王主任'], ['生成令牌', '王主任'], ['添加账号', '王主任'], ['生成注册码', '王主任'], ['登记站点', '王主任'], ['发布节目', '张科员'], ['更新名册', '张科员']] as const) {
    expect(rows.some((row) => row.includes(action) && row.includes(who)), `${action} ${who}`).toBe(true);
  }
});

test('no page has a fault that axe-core finds, or is wider than its window, in both languages at a desk and on a phone', async () => {
  const faults: string[] = [];
  for (const size of [DESK, PHONE]) {
    await admin.setViewportSize(size);
    for (const language of ['zh-CN', 'en'] as const) {
      await chooseLanguage(admin, language);
      for (const address of ['#/', '#/sites', '#/sites/nanwan', '#/plan', '#/register', '#/register/downloads', '#/activities', '#/records', '#/bring', '#/questions', '#/publish', '#/information', '#/lookups', '#/accounts', '#/audit', '#/password']) {
        await showPage(admin, address);
        faults.push(...(await faultsOfPage(admin)).map((fault) => `${language} ${size.width} ${address} ${fault}`));
      }
    }
  }
  expect(faults).toEqual([]);
});

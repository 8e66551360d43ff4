import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { Page } from 'playwright-core';
import { projectFolder } from './project.ts';

/** The sizes that every page of the county must be good at. */
export const DESK = { width: 1366, height: 768 } as const;
export const PHONE = { width: 390, height: 844 } as const;

/** A browser for the county's pages: the carried Electron, so that nothing else must be installed. */
export interface CountyBrowser {
  /** A page with cookies of its own, as another person's browser. */
  readonly newPage: (size?: { readonly width: number; readonly height: number }) => Promise<Page>;
  /** Does what begins a download, and returns the whole file's path once it is there. */
  readonly download: (begin: () => Promise<unknown>) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Starts the browser; what it keeps lies in `folder`. */
export async function openCountyBrowser(folder: string): Promise<CountyBrowser> {
  const executablePath = process.env.ELECTRON_PATH;
  if (executablePath === undefined) throw new Error('ELECTRON_PATH is not set: run the tests by `npm test` or `node build/test.mjs e2e`.');
  const downloads = join(folder, 'downloads');
  await mkdir(downloads, { recursive: true });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // An app is a folder for every runtime; only some take a file as well.
  const main = join(folder, 'browser-app');
  await mkdir(main, { recursive: true });
  await writeFile(join(main, 'package.json'), JSON.stringify({ name: 'browser', version: '1.0.0', main: join(projectFolder, 'test', 'e2e', 'support', 'browser-main.cjs') }));
  const environment = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const app = await _electron.launch({
    executablePath,
    args: [...asRoot, '--disable-gpu', `--user-data-dir=${join(folder, 'browser')}`, main],
    env: { ...environment, BROWSER_DOWNLOADS: downloads },
  });
  await app.firstWindow();
  return {
    newPage: async (size = DESK) => {
      const opened = app.waitForEvent('window');
      await app.evaluate((_electronModule, { width, height }) => {
        const { openBrowserWindow } = globalThis as unknown as { openBrowserWindow: (width: number, height: number) => Promise<void> };
        return openBrowserWindow(width, height);
      }, size);
      const page = await opened;
      await page.setViewportSize(size);
      return page;
    },
    download: async (begin) => {
      const before = new Set(await readdir(downloads));
      await begin();
      for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
        // While it is written its name ends in .crdownload.
        const name = (await readdir(downloads)).find((one) => !before.has(one) && !one.endsWith('.crdownload') && !one.startsWith('.'));
        if (name !== undefined) return join(downloads, name);
      }
      throw new Error('no download came within 30 seconds');
    },
    close: async () => {
      await app.close();
      await rm(join(folder, 'browser'), { recursive: true, force: true });
    },
  };
}

/** Uses the one-time set-up link: makes the first account and waits for the first page. */
export async function setUpCounty(page: Page, link: string, person: { readonly name: string; readonly password: string }): Promise<void> {
  await page.goto(link);
  await page.locator('[name=username]').fill(person.name);
  await page.locator('[name=new-password]').fill(person.password);
  await page.locator('[name=repeat-password]').fill(person.password);
  await page.locator('button[type=submit]').click();
  await page.locator('.page-nav').waitFor();
}

export async function signInToCounty(page: Page, url: string, person: { readonly name: string; readonly password: string }): Promise<void> {
  await fillSignIn(page, url, person);
  await page.locator('.page-nav').waitFor();
}

async function fillSignIn(page: Page, url: string, { name, password }: { readonly name: string; readonly password: string }): Promise<void> {
  await page.goto(url);
  await page.locator('[name=username]').fill(name);
  await page.locator('[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

/** An administrator adds an account. Returns the password that was made for it. */
export async function addAccount(page: Page, name: string, role: string, township?: string): Promise<string> {
  await showPage(page, '#/accounts');
  await page.getByRole('button', { name: '添加账号' }).click();
  await page.getByLabel('用户名').fill(name);
  await page.getByLabel('身份').selectOption(role);
  if (township !== undefined) await page.getByLabel('乡镇', { exact: true }).selectOption(township);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const given = (await page.locator('.enrolment-code').textContent()) ?? '';
  await page.getByRole('button', { name: '关闭', exact: true }).click();
  return given;
}

/** Signs in with a password that somebody else made, and chooses another, as the page then asks. */
export async function signInFirst(page: Page, url: string, given: { readonly name: string; readonly password: string }, own: string): Promise<void> {
  await fillSignIn(page, url, given);
  await page.getByText('现在的密码是别人设的').waitFor();
  await page.locator('[name=current-password]').fill(given.password);
  await page.locator('[name=new-password]').fill(own);
  await page.locator('[name=repeat-password]').fill(own);
  await page.locator('button[type=submit]').click();
  await page.locator('.page-nav').waitFor();
}

/** Goes to a page by its address and waits until it shows what it was asked for. */
export async function showPage(page: Page, address: string): Promise<void> {
  await page.evaluate(
    (to) =>
      new Promise<void>((resolve) => {
        if (location.hash === to) {
          resolve();
          return;
        }
        // The page follows the address in the same event.
        addEventListener('hashchange', () => setTimeout(resolve), { once: true });
        location.hash = to;
      }),
    address,
  );
  await page.locator('main:not([aria-busy=true]):not(:has(.answer-old)) h1').first().waitFor();
}

/** Shows the pages in this language, as the switch above them does. */
export async function chooseLanguage(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  await page.locator(`.top-bar label[lang="${language}"]`).click();
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe-core finds wrong with the page as it is, one line each; and whether it is wider than its window. */
export async function faultsOfPage(page: Page): Promise<readonly string[]> {
  // Through the debugger, so that the page's own policy need not let it in.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(axeFile, 'utf8'));
  return page.evaluate(async () => {
    interface Violation {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }
    // What fades in is looked at when it is there: half faded, nothing has contrast enough.
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    const { axe } = globalThis as unknown as { axe: { run: (root: Document) => Promise<{ violations: readonly Violation[] }> } };
    const { violations } = await axe.run(document);
    const { scrollWidth, clientWidth } = document.documentElement;
    return [
      ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`)),
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in a window of ${clientWidth} px`] : []),
    ];
  });
}

// @ts-check
import { filmIsBeyond } from './in-page.mjs';
import { sampleTitle } from './words.mjs';

const PIN = '2468';
const MEMBERS = 12;
const GUESTS = '3';
const PROGRAMS = 4;
const FILM_PATIENCE_MS = 120_000;
const searchedFor = { 'zh-CN': '土豆', en: 'potato' };

/**
 * What the walk is told.
 *
 * @typedef {object} Way
 * @property {import('playwright-core').Page} page
 * @property {import('./words.mjs').Language} language
 * @property {import('./words.mjs').Words} words
 * @property {{ url: string, enrolmentCode: string }} county
 * @property {(name: string) => Promise<void>} picture saves the screen under this name
 */

/** Walks through the terminal as an operator does on a first day, and takes a picture of each main screen. */
export async function walk(/** @type {Way} */ way) {
  await enrol(way);
  await groupViewing(way);
  await programPage(way);
  await information(way);
  await siteManagement(way);
  await home(way);
}

async function enrol(/** @type {Way} */ { page, words, county, picture }) {
  await page.getByLabel(words('enrolment:countyUrl')).fill(county.url);
  await page.getByLabel(words('enrolment:group', { place: 1 }), { exact: true }).focus();
  await page.keyboard.type(county.enrolmentCode.replaceAll(/[^0-9A-Za-z]/g, ''));
  await picture('enrolment');
  await button(page, words('enrolment:enrol')).last().click();
  await page.getByText(words('home:tiles.programs.hint_other', { count: PROGRAMS })).first().waitFor({ timeout: FILM_PATIENCE_MS });
}

async function groupViewing(/** @type {Way} */ { page, language, words, picture }) {
  await button(page, words('home:tiles.group.title')).first().click();
  await page.getByText(words('operator:choose.first.question')).waitFor();
  await picture('choose-pin');
  await typeNumber(page, PIN);
  await page.getByText(words('operator:choose.second.question')).waitFor();
  await typeNumber(page, PIN);

  await page.getByText(words('group:programs.title')).waitFor();
  const [film, other] = [await program(language, 'no-1-document'), await program(language, 'potato-ridging')];
  await button(page, film).first().click();
  await button(page, other).first().click();
  await picture('choose-programs');
  await button(page, other).first().click(); // One film is enough to watch to its end.
  await button(page, words('common:next')).click();
  await page.getByText(words('group:kind.title')).waitFor();
  await picture('choose-kind');
  await button(page, words('common:groupKind.party-class')).click();

  await page.getByText(words('group:checkIn.title'), { exact: true }).first().waitFor();
  for (let count = 1; count <= MEMBERS; count++) {
    await typeNumber(page, String(1000 + count));
    await page.locator('.check-in__count strong').filter({ hasText: new RegExp(`^${count}$`) }).waitFor();
  }
  await page.locator('.guests__count').click();
  await page.getByText(words('group:guests.question')).waitFor();
  await typeNumber(page, GUESTS);
  await page.locator('.guests__count strong').filter({ hasText: GUESTS }).waitFor();
  await picture('check-in');

  await button(page, words('group:checkIn.start')).click();
  await page.waitForFunction(filmIsBeyond, 12, { timeout: FILM_PATIENCE_MS });
  await page.mouse.move(600, 300); // The controls come when something moves.
  await page.mouse.move(640, 320);
  await button(page, words('player:pause')).first().waitFor();
  await picture('playing');
  await page.getByText(words('group:finished.title')).waitFor({ timeout: FILM_PATIENCE_MS });
  await button(page, words('group:end.open')).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: words('group:end.yes') }).click();
  await page.getByText(words('group:summary.counts')).waitFor();
  await picture('summary');
  await button(page, words('group:summary.done')).last().click();
}

async function programPage(/** @type {Way} */ { page, language, words, picture }) {
  await button(page, words('home:tiles.programs.title')).first().click();
  await button(page, words('programs:all_other', { count: PROGRAMS })).click();
  await button(page, await program(language, 'potato-ridging')).first().click();
  const play = page.getByRole('button', { name: words('programs:play'), exact: true });
  await play.waitFor();
  await picture('program-page');
  await play.click();
  await page.getByText(words('programs:who.title')).waitFor();
  await picture('sign-in');
  await backToHome(page);
}

async function information(/** @type {Way} */ { page, language, words, picture }) {
  await button(page, words('home:tiles.information.title')).first().click();
  await page.getByLabel(words('information:search.label')).fill(searchedFor[language]);
  await page.keyboard.press('Enter');
  const item = button(page, await sampleTitle(language, 'information.json', 'mp-potato-2026-11-18')).first();
  await item.waitFor();
  await picture('information');
  await item.click();
  await page.getByText(words('information:source', { source: '' })).first().waitFor();
  await picture('item');
  await backToHome(page);
}

async function siteManagement(/** @type {Way} */ { page, words, picture }) {
  await button(page, words('home:tiles.site.title')).first().click();
  await page.getByText(words('operator:unlock.question')).waitFor();
  await typeNumber(page, PIN);
  await page.getByText(words('site:records.title')).waitFor();
  await picture('site-management');
  await backToHome(page);
}

/** The home screen, when the county has every record of this day. */
async function home(/** @type {Way} */ { page, words, picture }) {
  const waiting = words('common:status.waiting_other', { number: '\0' }).split('\0').at(-1) ?? '';
  await page.locator('.status-line').filter({ hasNotText: waiting }).waitFor({ timeout: FILM_PATIENCE_MS });
  await picture('home');
}

const button = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ name) => page.getByRole('button', { name });

const program = (/** @type {import('./words.mjs').Language} */ language, /** @type {string} */ id) => sampleTitle(language, 'issue/issue.json', id);

async function typeNumber(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ digits) {
  await page.keyboard.type(digits);
  await page.keyboard.press('Enter');
}

async function backToHome(/** @type {import('playwright-core').Page} */ page) {
  while (!(await page.locator('.home').isVisible())) await page.keyboard.press('Escape');
}

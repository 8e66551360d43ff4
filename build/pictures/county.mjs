// @ts-check
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { countyProgram } from '../run/county.mjs';
import { logFile } from '../run/log.mjs';
import { project } from '../run/paths.mjs';
import { Problem } from '../run/problem.mjs';

/** Where Linux distributions install Chromium or Chrome. */
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PERSON = { name: 'admin', password: 'only for these pictures' };

/**
 * Begins a county with the sample in a data folder of its own, so that the one of `npm start` is left alone.
 *
 * @returns {Promise<{ url: string, enrolmentCode: string, setup: string }>}
 */
export async function beginSampleCounty(/** @type {import('../run/household.mjs').Household} */ household, /** @type {string} */ folder) {
  const log = logFile('pictures-county');
  const env = { ...process.env, COUNTY_DATA: join(folder, 'county'), COUNTY_HOST: '127.0.0.1', COUNTY_PORT: '0', COUNTY_LOG_LEVEL: 'warn' };
  const words = [countyProgram, 'serve', '--with-sample', join(project, 'resources', 'sample')];
  const county = await household.begin('The county', process.execPath, words, { env, log, channel: true });
  const [message] = await Promise.race([
    once(county.process, 'message'),
    county.ended.then(() => Promise.reject(new Problem(`The county ended before it could be reached; see ${log}.`))),
  ]);
  return message;
}

/** A browser for the county's pages; null where none is installed. */
export function findBrowser() {
  return browsers.find((path) => existsSync(path)) ?? null;
}

/**
 * Signs in for the first time and saves a picture of the five figures.
 *
 * @param {object} what
 * @param {string} what.browser
 * @param {string} what.setup the one-time link
 * @param {import('./words.mjs').Language} what.language
 * @param {string} what.file
 */
export async function pictureOfFigures({ browser: executablePath, setup, language, file }) {
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    await page.addInitScript(`localStorage.setItem('county.language', '${language}')`);
    await page.goto(setup);
    await page.locator('[name=username]').fill(PERSON.name);
    await page.locator('[name=new-password]').fill(PERSON.password);
    await page.locator('[name=repeat-password]').fill(PERSON.password);
    await page.locator('button[type=submit]').click();
    await page.locator('table').waitFor();
    await page.mouse.move(0, 0); // Away from what it would light up.
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

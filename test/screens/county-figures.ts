import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import { chooseLanguage, openCountyBrowser, signInToCounty } from '../e2e/support/county-browser.ts';
import { PERSON } from '../e2e/support/county-process.ts';
import type { CountyProcess } from '../e2e/support/county-process.ts';
import { picture } from '../e2e/support/screens/show.ts';
import type { PictureOptions } from '../e2e/support/screens/show.ts';

/** Signs in at the county and takes a picture of its first page in each language. */
export async function pictureOfCounty(county: CountyProcess, options: PictureOptions, onTaken: (language: Language, heading: string, bytes: Buffer) => Promise<void>): Promise<void> {
  await county.summary(); // Somebody has an account from now on.
  const folder = await mkdtemp(join(tmpdir(), 'county-screens-'));
  const browser = await openCountyBrowser(folder);
  try {
    const page = await browser.newPage({ width: 1280, height: 860 });
    await signInToCounty(page, county.url, PERSON);
    for (const language of languages) {
      await chooseLanguage(page, language);
      await page.locator('main h1, main h2').first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      await onTaken(language, await page.locator('main h1, main h2').first().innerText(), await picture(page, options));
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

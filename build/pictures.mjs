// @ts-check
// npm run pictures: walks through the real program and saves the pictures of docs/pictures (npm run pictures -- en: of
// docs/pictures/en).
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronEnvironment, electronWords } from './run/electron-environment.mjs';
import { newHousehold } from './run/household.mjs';
import { logFile } from './run/log.mjs';
import { runMain } from './run/main.mjs';
import { project } from './run/paths.mjs';
import { Problem } from './run/problem.mjs';
import { say } from './run/say.mjs';
import { stop, stopped } from './run/stop.mjs';
import { beginVirtualDisplay, needsVirtualDisplay } from './run/virtual-display.mjs';
import { countyOutputs, terminalOutputs } from './setup/outputs.mjs';
import { setUpProgram } from './setup/set-up.mjs';

const SIZE = { width: 1280, height: 720 };

await runMain(async () => {
  const language = languageFrom(process.argv.slice(2));
  const runtime = await setUpProgram([...terminalOutputs, ...countyOutputs]);
  const household = await newHousehold();
  const folder = await mkdtemp(join(tmpdir(), 'terminal-pictures-'));
  try {
    await Promise.race([takeAll({ household, runtime, folder, language }), stopped.then(() => Promise.reject(stop.reason))]);
    return 0;
  } finally {
    await household.end();
    await rm(folder, { recursive: true, force: true });
  }
});

/**
 * @param {object} what
 * @param {import('./run/household.mjs').Household} what.household
 * @param {import('./setup/electron.mjs').Runtime} what.runtime
 * @param {string} what.folder for the records of this walk
 * @param {import('./pictures/words.mjs').Language} what.language
 */
async function takeAll({ household, runtime, folder, language }) {
  // These need packages, which the set-up has just seen to.
  const { beginSampleCounty, findBrowser, pictureOfFigures } = await import('./pictures/county.mjs');
  const { launchTerminal } = await import('./pictures/terminal.mjs');
  const { walk } = await import('./pictures/walk.mjs');
  const { screenWords } = await import('./pictures/words.mjs');

  const pictures = join(project, 'docs', 'pictures', ...(language === 'zh-CN' ? [] : [language]));
  await mkdir(pictures, { recursive: true });
  const fileOf = (/** @type {string} */ name) => join(pictures, `${name}.png`);
  const display = needsVirtualDisplay() ? (await beginVirtualDisplay(household, logFile('pictures-display'))).display : null;
  const county = await beginSampleCounty(household, folder);
  const env = { ...electronEnvironment(runtime, display), TERMINAL_DATA: join(folder, 'terminal'), TERMINAL_KIOSK: '0', TERMINAL_LANG: language };
  const terminal = await launchTerminal({ runtime, words: electronWords(env), env, size: SIZE });
  try {
    const picture = async (/** @type {string} */ name) => {
      await terminal.screenshot(fileOf(name));
      say(`${name}.png`);
    };
    await walk({ page: terminal.page, language, words: await screenWords(language), county, picture });
  } finally {
    await terminal.close();
  }
  const browser = findBrowser();
  if (browser === null) return say('county-figures.png: not taken, because no Chromium is installed');
  await pictureOfFigures({ browser, setup: county.setup, language, file: fileOf('county-figures') });
  say('county-figures.png');
}

/** @returns {import('./pictures/words.mjs').Language} */
function languageFrom(/** @type {readonly string[]} */ [word = 'zh-CN']) {
  if (word !== 'zh-CN' && word !== 'en') throw new Problem(`The screens speak zh-CN and en, not ${word}.`);
  return word;
}

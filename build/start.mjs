// @ts-check
// npm start: sets up what is missing, then runs the terminal against a county of its own with the sample issue.
import { join } from 'node:path';
import { beginCounty, countyLog } from './run/county.mjs';
import { newHousehold } from './run/household.mjs';
import { holderOf, tryLock } from './run/lock.mjs';
import { describeEnding, logFile } from './run/log.mjs';
import { runMain } from './run/main.mjs';
import { data } from './run/paths.mjs';
import { Problem } from './run/problem.mjs';
import { say } from './run/say.mjs';
import { stopped } from './run/stop.mjs';
import { beginTerminal, terminalLog } from './run/terminal.mjs';
import { beginVirtualDisplay, needsVirtualDisplay } from './run/virtual-display.mjs';
import { countyOutputs, terminalOutputs } from './setup/outputs.mjs';
import { setUpProgram } from './setup/set-up.mjs';

await runMain(async () => {
  const runtime = await setUpProgram([...terminalOutputs, ...countyOutputs]);
  const lock = join(data, 'start.lock');
  const release = tryLock(lock);
  if (release === null) throw new Problem(`It is running already (process ${holderOf(lock)}). End that one first.`);
  const household = await newHousehold();
  try {
    return await Promise.race([live(household, runtime), stopped.then(() => 0)]);
  } finally {
    say('ending');
    await household.end();
    release();
  }
});

/**
 * @param {import('./run/household.mjs').Household} household
 * @param {import('./setup/electron.mjs').Runtime} runtime
 * @returns {Promise<number>}
 */
async function live(household, runtime) {
  const displayLog = logFile('display');
  const display = needsVirtualDisplay() ? await beginVirtualDisplay(household, displayLog) : null;
  say('county: starting');
  const county = await beginCounty(household);
  const { url, enrolmentCode, setup } = county.ready;
  say(setup === null ? `county: its web pages are at ${url}` : `county: choose your name and password for its web pages at ${setup}`);
  const terminal = await beginTerminal(household, {
    runtime,
    display: display?.display ?? null,
    settings: { TERMINAL_COUNTY_URL: url, ...(enrolmentCode === null ? {} : { TERMINAL_ENROLMENT_CODE: enrolmentCode }) },
    words: process.argv.slice(2),
  });
  say(`terminal: open${display === null ? '' : ` on display ${display.display}`}; its window’s closing or Ctrl-C ends everything`);

  const failsWith = (/** @type {import('./run/household.mjs').Member} */ { name, ended }, /** @type {string} */ log) =>
    ended.then((ending) => {
      throw new Problem(describeEnding(name, ending, log));
    });
  const closed = terminal.ended.then(({ code }) => (code === 0 ? 0 : failsWith(terminal, terminalLog)));
  return Promise.race([closed, failsWith(county, countyLog), ...(display === null ? [] : [failsWith(display, displayLog)])]);
}

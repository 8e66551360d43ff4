// @ts-check
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronEnvironment, electronWords } from './electron-environment.mjs';
import { logFile, printed } from './log.mjs';
import { data, project } from './paths.mjs';
import { messageOf } from './problem.mjs';
import { say } from './say.mjs';

export const terminalLog = logFile('terminal');

/**
 * Begins the terminal in a window.
 *
 * @param {import('./household.mjs').Household} household
 * @param {object} what
 * @param {import('../setup/electron.mjs').Runtime} what.runtime
 * @param {string | null} what.display the virtual one's name, null for the machine's own
 * @param {NodeJS.ProcessEnv} [what.settings] what it is told besides the environment
 * @param {readonly string[]} [what.words] passed on
 */
export async function beginTerminal(household, { runtime, display, settings = {}, words = [] }) {
  const screenshot = display === null ? null : firstScreenFile();
  const env = {
    ...electronEnvironment(runtime, display),
    TERMINAL_DATA: process.env.TERMINAL_DATA || join(data, 'terminal'),
    TERMINAL_KIOSK: process.env.TERMINAL_KIOSK || '0',
    ...(screenshot === null ? {} : { TERMINAL_SCREENSHOT: screenshot }),
    ...settings,
  };
  const everyWord = [...electronWords(env), project, ...words];
  const member = await household.begin('The terminal', runtime.executable, everyWord, { env, log: terminalLog });
  if (screenshot !== null) void tellWhenSaved(screenshot, member);
  return member;
}

function firstScreenFile() {
  const file = process.env.TERMINAL_SCREENSHOT || join(data, 'first-screen.png');
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

async function tellWhenSaved(/** @type {string} */ file, /** @type {import('./household.mjs').Member} */ member) {
  const over = new AbortController();
  void member.ended.then(() => over.abort());
  try {
    await printed(terminalLog, 'screenshot saved', over.signal);
    say(existsSync(file) ? `picture of the first screen: ${file}` : `the terminal says that it saved ${file}, but it is not there`);
  } catch (error) {
    if (!over.signal.aborted) say(`no picture of the first screen: ${messageOf(error)}`);
  }
}

// @ts-check
import { _electron } from 'playwright-core';
import { project } from '../run/paths.mjs';
import { drawn, hasSize } from './in-page.mjs';

/**
 * The terminal in a window whose content has this size.
 *
 * @param {object} what
 * @param {import('../setup/electron.mjs').Runtime} what.runtime
 * @param {readonly string[]} what.words for Electron itself
 * @param {NodeJS.ProcessEnv} what.env
 * @param {{ width: number, height: number }} what.size
 */
export async function launchTerminal({ runtime, words, env, size }) {
  const defined = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const app = await _electron.launch({ executablePath: runtime.executable, args: [...words, '--disable-gpu', project], env: defined });
  const page = await app.firstWindow();
  await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
  await page.waitForFunction(hasSize, size);
  return {
    page,
    /** Saves a picture when posters and letters are drawn and nothing moves any more but the film. */
    screenshot: async (/** @type {string} */ file) => {
      await page.evaluate(drawn);
      await page.screenshot({ path: file, animations: 'disabled' });
    },
    close: () => app.close(),
  };
}

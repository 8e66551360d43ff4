import { writeFile } from 'node:fs/promises';
import type { WebContents } from 'electron';

/** How long the first screen may take to be drawn on a slow machine. */
const PATIENCE_MS = 60_000;

/**
 * Saves a PNG of the first screen once the terminal stands at `screen` (the value of `data-screen`), its fonts are there
 * and it has been painted. Throws when that does not happen in time.
 */
export async function saveScreenshot(contents: WebContents, screen: string, file: string): Promise<void> {
  const drawn: unknown = await contents.executeJavaScript(
    `new Promise((resolve) => {
      const selector = ${JSON.stringify(`[data-screen="${screen}"]`)};
      const painted = () => document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));
      const observer = new MutationObserver(check);
      function check() { if (document.querySelector(selector)) { observer.disconnect(); painted(); } }
      observer.observe(document.documentElement, { childList: true, subtree: true, attributes: true });
      check();
      setTimeout(() => resolve(false), ${PATIENCE_MS});
    })`,
  );
  if (drawn !== true) throw new Error(`the screen "${screen}" was not drawn within ${PATIENCE_MS / 1000} s`);
  await writeFile(file, (await contents.capturePage()).toPNG());
}

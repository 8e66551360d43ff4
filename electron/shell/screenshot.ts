import { writeFile } from 'node:fs/promises';
import type { NativeImage, WebContents } from 'electron';

/** How long the first screen may take to be drawn on a slow machine. */
const PATIENCE_MS = 60_000;

/**
 * Saves a PNG of the first screen to `file` once a screen with its title stands there, its fonts have come and it has been
 * painted. Throws when that does not happen in time.
 */
export async function saveScreenshot(contents: WebContents, file: string): Promise<void> {
  const drawn: unknown = await contents.executeJavaScript(
    `new Promise((resolve) => {
      const painted = () => document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));
      const observer = new MutationObserver(check);
      function check() { if (document.querySelector('.home h1')) { observer.disconnect(); painted(); } }
      observer.observe(document.documentElement, { childList: true, subtree: true, attributes: true });
      check();
      setTimeout(() => resolve(false), ${PATIENCE_MS});
    })`,
  );
  if (drawn !== true) throw new Error(`the home screen was not drawn within ${PATIENCE_MS / 1000} s`);
  await writeFile(file, (await captureWhenPainted(contents)).toPNG());
}

/** A page that was only just loaded is captured empty for some frames: asks again with the next frame. */
async function captureWhenPainted(contents: WebContents): Promise<NativeImage> {
  for (;;) {
    const image = await contents.capturePage();
    if (!image.isEmpty()) return image;
    await contents.executeJavaScript('new Promise((resolve) => requestAnimationFrame(() => resolve(null)))');
  }
}

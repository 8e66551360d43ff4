import type { Page } from 'playwright-core';

/** Presses keys as fast as a held arrow key repeats; milliseconds from each to the picture after it. */
export async function keysToPaint(page: Page, keys: readonly string[]): Promise<readonly number[]> {
  await page.evaluate(() => {
    const measured: number[] = [];
    const listening = new AbortController();
    Object.assign(window, { measured, listening });
    const onKey = (): void => {
      const pressed = performance.now();
      // The message is handled right after the frame that the key led to has been drawn.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => measured.push(performance.now() - pressed);
        port2.postMessage(null);
      });
    };
    window.addEventListener('keydown', onKey, { capture: true, signal: listening.signal });
  });
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(33);
  }
  await page.waitForFunction((count) => (window as unknown as { measured: number[] }).measured.length >= count, keys.length);
  return page.evaluate(() => {
    const { measured, listening } = window as unknown as { measured: number[]; listening: AbortController };
    listening.abort();
    return measured;
  });
}

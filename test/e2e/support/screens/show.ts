import type { Page } from 'playwright-core';
import type { TerminalApi } from '../../../../contract/ipc/api.ts';
import type { Language } from '../../../../contract/text.ts';

/** Sizes of the screens that villages have. */
export const SIZES = [
  { width: 1280, height: 720 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
export type Size = (typeof SIZES)[number];

/** Gives the screens this size, whatever the display's is. */
export async function showAt(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

/** Changes to this language, as the switch on the screen does. */
export async function showIn(page: Page, language: Language): Promise<void> {
  await page.evaluate((next) => (window as unknown as { terminal: TerminalApi }).terminal.call('app.setLanguage', { language: next }), language);
  await page.waitForFunction((next) => document.documentElement.lang === next, language);
}

/** Letters and posters are there to be drawn, and nothing moves any more but the film. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined)));
    const passing = document.getAnimations().filter(({ effect, timeline }) => timeline === document.timeline && effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(passing.map(({ finished }) => finished.catch(() => undefined)));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** What the screen, or the question over it, is called. */
export async function headingOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const headings = document.querySelectorAll('[role="alertdialog"] h2, [role="dialog"] h2');
    return (headings[headings.length - 1] ?? document.querySelector('h1'))?.textContent ?? '';
  });
}

export interface PictureOptions {
  /** 0 to 100. */
  readonly quality: number;
  /** How large the picture is beside the page, 0 to 1. */
  readonly scale: number;
}

/** A picture of the page as it is, in WebP: two thirds of what a JPEG of the same sharpness takes. */
export async function picture(page: Page, { quality, scale }: PictureOptions): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  try {
    const size = page.viewportSize() ?? { width: 1280, height: 720 };
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality, clip: { x: 0, y: 0, ...size, scale } });
    return Buffer.from(data, 'base64');
  } finally {
    await session.detach();
  }
}

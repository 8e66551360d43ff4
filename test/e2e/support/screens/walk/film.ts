import type { Page } from 'playwright-core';

/** The controls come when something moves. */
export async function showControls(page: Page): Promise<void> {
  await page.mouse.move(600, 300);
  await page.mouse.move(640, 320);
  await page.getByRole('slider').waitFor();
}

/** Jumps to the last seconds of the film and waits for what comes after it. */
export async function toTheEnd(page: Page, then: string | RegExp): Promise<void> {
  await showControls(page);
  await page.locator('[data-focus-key="position"]').focus();
  await page.keyboard.press('End');
  await page.getByText(then).first().waitFor({ timeout: 60_000 });
}

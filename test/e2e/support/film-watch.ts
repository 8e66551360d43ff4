import type { Page } from 'playwright-core';

/** How a film went since it began to be watched. */
export interface FilmWatch {
  /** Media seconds that it went on. */
  readonly played: number;
  /** Seconds of the clock. */
  readonly passed: number;
  /** Times at which it stood still for want of bytes. */
  readonly stalls: number;
}

/** Waits until the film's clock moves at or after a place; seconds of the clock since `since` (of `performance.now` here). */
export async function secondsUntilPlaying(page: Page, since: number, place = 0): Promise<number> {
  await page.waitForFunction(
    (from) => {
      const video = document.querySelector('video');
      return video !== null && !video.seeking && video.currentTime > from + 0.1 && video.readyState >= 3;
    },
    place,
    { timeout: 60_000, polling: 'raf' },
  );
  return (performance.now() - since) / 1000;
}

/** Standing still for so long is seen; shorter is one picture shown a little longer. */
const SEEN_MS = 300;

/** Watches the film for so many seconds of the clock. */
export async function watchFilm(page: Page, seconds: number): Promise<FilmWatch> {
  return page.evaluate(
    async ([forSeconds, seenMs]) => {
      const video = document.querySelector('video');
      if (video === null) throw new Error('no film');
      const [from, at] = [video.currentTime, performance.now()];
      let stalls = 0;
      let [place, movedAt, stands] = [from, at, false];
      for (let now = at; now - at < forSeconds * 1000; now = performance.now()) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (video.currentTime !== place) [place, movedAt, stands] = [video.currentTime, now, false];
        else if (!stands && now - movedAt > seenMs) {
          stands = true;
          stalls += 1;
        }
      }
      return { played: video.currentTime - from, passed: (performance.now() - at) / 1000, stalls };
    },
    [seconds, SEEN_MS] as const,
  );
}

/** Presses the position bar at a share of its length; when that was, of `performance.now` here. */
export async function seekTo(page: Page, share: number): Promise<number> {
  await page.mouse.move(10, 10);
  await page.mouse.move(400, 300);
  const box = await page.getByRole('slider').boundingBox();
  if (box === null) throw new Error('no position bar');
  const at = performance.now();
  await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
  return at;
}

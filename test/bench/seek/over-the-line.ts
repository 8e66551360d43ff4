import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerminalApi } from '../../../contract/ipc/api.ts';
import { LOOP_SECONDS, writeArrivingSample } from '../../e2e/support/arriving-issue.ts';
import { secondsUntilPlaying, seekTo, watchFilm } from '../../e2e/support/film-watch.ts';
import type { FilmWatch } from '../../e2e/support/film-watch.ts';
import { createSetting } from '../../e2e/support/setting.ts';

const LOOPS = 4;
const FAR_AHEAD = 0.85;

export interface OverTheLine {
  readonly startSeconds: number;
  readonly watched: FilmWatch;
  readonly seekSeconds: number;
  /** Two films at once, of 1.2 and 0.5 Mbit/s: media seconds of each in so many seconds of the clock. */
  readonly together: { readonly first: number; readonly second: number; readonly passed: number };
}

/** A film of 1.2 Mbit/s that is not there, on a line of 2 Mbit/s: as it starts, plays, is sought in, and with a second one beside it. */
export async function watchOverTheLine(watchSeconds: number): Promise<OverTheLine> {
  const sample = await writeArrivingSample(await mkdtemp(join(tmpdir(), 'bench-arriving-')), [
    { id: 'comes-first', title: '先下载的片子', bitsPerSecond: 1_200_000, loops: LOOPS },
    { id: 'not-there', title: '还没下来的片子', bitsPerSecond: 1_200_000, loops: LOOPS },
    { id: 'beside', title: '同时看的片子', bitsPerSecond: 500_000, loops: LOOPS },
  ]);
  const setting = await createSetting(sample, { bitsPerSecond: 2_000_000 });
  try {
    const { village } = await setting.launch();
    const { page } = village;
    await village.home();
    await village.button(/点播节目/).first().click();
    await village.button(/全部 3 个节目/).click();
    await village.button(/还没下来的片子/).first().click();
    await village.button('播放').click();
    await page.getByText('谁在看？').waitFor();
    const began = performance.now();
    await village.button('不登记，直接看').click();
    const startSeconds = await secondsUntilPlaying(page, began);
    const watched = await watchFilm(page, watchSeconds);
    const url = await page.evaluate(async () => {
      const { terminal } = window as unknown as { terminal: TerminalApi };
      return (await terminal.read('programs')).find((program) => program.title['zh-CN'] === '同时看的片子')?.film.url ?? '';
    });
    const together = await page.evaluate(async (src) => {
      const first = document.querySelector('video');
      if (first === null) throw new Error('no film');
      const second = document.createElement('video');
      second.muted = true;
      second.src = src;
      document.body.append(second);
      await second.play();
      const [at, firstFrom] = [performance.now(), first.currentTime];
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      const seen = { first: first.currentTime - firstFrom, second: second.currentTime, passed: (performance.now() - at) / 1000 };
      second.remove();
      second.src = '';
      return seen;
    }, url);
    // After a minute what is here reaches beyond the middle: further on nothing is.
    const seekSeconds = await secondsUntilPlaying(page, await seekTo(page, FAR_AHEAD), LOOPS * LOOP_SECONDS * FAR_AHEAD - 3);
    return { startSeconds, watched, seekSeconds, together };
  } finally {
    await setting.end(null);
    await rm(sample, { recursive: true });
  }
}

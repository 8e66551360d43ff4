import type { Page } from 'playwright-core';
import type { TerminalApi } from '../../contract/ipc/api.ts';
import { largeCatalogue, tellCatalogue } from '../e2e/support/large-catalogue.ts';
import { createSetting } from '../e2e/support/setting.ts';
import { provideElectron } from './common/electron.ts';
import { quantile, report } from './common/measure.ts';

const PROGRAMS = 10_000;
/** The list that everybody finds quick. */
const FEW = 40;
const ROUNDS = 6;

/** Presses keys as fast as a held arrow key repeats; milliseconds from each to the picture after it. */
async function keysToPaint(page: Page, keys: readonly string[]): Promise<readonly number[]> {
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

/** Through the rows of cards, as long as both lists have any, and what a person types to find a title. */
const walk = [...Array<string>(9).fill('ArrowDown'), ...Array<string>(3).fill('ArrowRight'), ...Array<string>(8).fill('ArrowUp')];
const typing = ['m', 'l', 's', 'Backspace', 'Backspace', 'g'];

async function keysInTheCatalogue(): Promise<boolean> {
  const setting = await createSetting();
  try {
    const { terminal, village } = await setting.launch();
    const { page } = village;
    await village.programsHere(4);
    const poster = await page.evaluate(async () => (await (window as unknown as { terminal: TerminalApi }).terminal.read('programs'))[0]?.posterUrl ?? null);
    await setting.line.set('cut');
    const times = { many: [] as number[], few: [] as number[] };
    const searches = { many: [] as number[], few: [] as number[] };
    const opened: number[] = [];
    await village.button(/点播节目/).first().click();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const which of round % 2 === 0 ? (['many', 'few'] as const) : (['few', 'many'] as const)) {
        const count = which === 'many' ? PROGRAMS : FEW;
        await tellCatalogue(terminal, largeCatalogue(count, poster));
        const began = performance.now();
        await village.button(new RegExp(`全部 ${count} 个节目`)).click();
        await page.locator('.program-card').nth(8).waitFor();
        if (which === 'many') opened.push(performance.now() - began);
        times[which].push(...(await keysToPaint(page, walk)));
        await village.button('找节目').click();
        searches[which].push(...(await keysToPaint(page, typing)));
        while (!(await page.locator('.programs__categories').isVisible())) await page.keyboard.press('Escape');
      }
    }
    const line = (bench: string, { many, few }: typeof times, note: string): boolean =>
      report({
        bench, ours: quantile(many, 0.95), peer: quantile(few, 0.95), ratio: quantile(many, 0.95) / quantile(few, 0.95), unit: 'ms', goal: 1.5, direction: 'most',
        note: `p95 with ${PROGRAMS} programs against ${FEW}; medians ${quantile(many, 0.5).toFixed(1)} and ${quantile(few, 0.5).toFixed(1)} ms of ${many.length} each${note}`,
      });
    return [
      line('screens.arrow-key-to-paint', times, `; the list opened in ${quantile(opened, 0.5).toFixed(0)} ms`),
      line('screens.search-key-to-paint', searches, ''),
    ].every(Boolean);
  } finally {
    await setting.end(null);
  }
}

const electron = await provideElectron();
try {
  process.exitCode = (await keysInTheCatalogue()) ? 0 : 1;
} finally {
  await electron.end();
}

import type { TerminalApi } from '../../contract/ipc/api.ts';
import { largeCatalogue, tellCatalogue } from '../e2e/support/large-catalogue.ts';
import { createSetting } from '../e2e/support/setting.ts';
import { provideElectron } from './common/electron.ts';
import { quantile, report } from './common/measure.ts';
import { aDayOfUse } from './screens/day.ts';
import { keysOnEveryScreen } from './screens/every-screen.ts';
import { keysToPaint } from './screens/keys-to-paint.ts';

const PROGRAMS = 10_000;
/** The list that everybody finds quick. */
const FEW = 40;
const ROUNDS = 6;

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

const parts = { catalogue: keysInTheCatalogue, every: keysOnEveryScreen, day: aDayOfUse };
const electron = await provideElectron();
try {
  const wanted = process.argv[2];
  const chosen = Object.entries(parts).filter(([name]) => wanted === undefined || name === wanted);
  if (chosen.length === 0) throw new Error(`parts of this bench: ${Object.keys(parts).join(', ')}`);
  const met: boolean[] = [];
  for (const [, part] of chosen) met.push(await part());
  process.exitCode = met.every(Boolean) ? 0 : 1;
} finally {
  await electron.end();
}

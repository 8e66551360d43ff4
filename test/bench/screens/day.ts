import { largeCatalogue, tellCatalogue } from '../../e2e/support/large-catalogue.ts';
import { createSetting } from '../../e2e/support/setting.ts';
import type { TerminalProcess } from '../../e2e/support/terminal-process.ts';
import type { Village } from '../../e2e/support/village.ts';
import { report } from '../common/measure.ts';

const PROGRAMS = 2000;
/** Eight hours in which somebody opens another screen every half minute. */
const SCREENS = 960;
/** What a round opens. */
const SCREENS_A_ROUND = 12;
const ROUNDS = SCREENS / SCREENS_A_ROUND;
/** Until then code is compiled and caches fill: the day is measured against what it is afterwards. */
const WARM_ROUNDS = ROUNDS / 8;

/** A day of use in fast time: what the terminal's processes hold after it, against what they held after its first hour. */
export async function aDayOfUse(): Promise<boolean> {
  const setting = await createSetting();
  try {
    const { terminal, village } = await setting.launch();
    await village.programsHere(4);
    await setting.line.set('cut');
    await tellCatalogue(terminal, largeCatalogue(PROGRAMS, null));
    for (let round = 0; round < WARM_ROUNDS; round += 1) await oneRound(village);
    const before = await heldBytes(terminal);
    for (let round = WARM_ROUNDS; round < ROUNDS; round += 1) await oneRound(village);
    const after = await heldBytes(terminal);
    return report({
      bench: 'screens.day-of-use', ours: after.total / 2 ** 20, peer: before.total / 2 ** 20, ratio: after.total / before.total, unit: 'MB', goal: 1.05, direction: 'most',
      note: `memory of main and screens after ${SCREENS} screens against ${SCREENS / 8}, both after collecting garbage; heap of the screens ${mb(before.screensHeap)} → ${mb(after.screensHeap)} MB, of main ${mb(before.mainHeap)} → ${mb(after.mainHeap)} MB`,
    });
  } finally {
    await setting.end(null);
  }
}

async function oneRound(village: Village): Promise<void> {
  const { page } = village;
  await village.button(/点播节目/).first().click();
  await village.button(new RegExp(`全部 ${PROGRAMS} 个节目`)).click();
  await page.locator('.program-card').nth(8).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.locator('.program-card').first().click();
  await page.locator('.program').waitFor();
  await village.backToHome();
  await village.button(/致富信息/).first().click();
  await village.search('土豆');
  await village.openFirstOf('市场价格');
  await village.backToHome();
  await village.button(/我的学习/).first().click();
  await village.button('登记').waitFor();
  await village.button('登记').click();
  await page.getByText('谁在看？').waitFor();
  await village.backToHome();
}

interface Held {
  readonly total: number;
  readonly screensHeap: number;
  readonly mainHeap: number;
}

/** What main and screens hold once everything that nobody needs is given back. */
async function heldBytes(terminal: TerminalProcess): Promise<Held> {
  const { page, app } = terminal;
  const session = await page.context().newCDPSession(page);
  for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const main = await app.evaluate(({ app: electron }) => {
    const v8 = process.getBuiltinModule('node:v8');
    v8.setFlagsFromString('--expose-gc');
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    collect();
    collect();
    const processes = electron.getAppMetrics().filter(({ type }) => type === 'Browser' || type === 'Tab');
    return { heap: process.memoryUsage().heapUsed, kilobytes: processes.reduce((sum, { memory }) => sum + memory.workingSetSize, 0) };
  });
  return { total: main.kilobytes * 1024, screensHeap: usedSize, mainHeap: main.heap };
}

function mb(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}

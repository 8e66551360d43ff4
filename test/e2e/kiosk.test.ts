import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { TerminalApi } from '../../contract/ipc/api.ts';
import { journalEvents } from './support/journal-events.ts';
import { packedTerminal } from './support/packed.ts';
import { freePort, screensAt } from './support/screens-by-port.ts';
import type { Screens } from './support/screens-by-port.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';
import { supervise } from './support/supervised.ts';
import type { Supervised } from './support/supervised.ts';
import { launchTerminal } from './support/terminal-process.ts';
import { films, Village } from './support/village.ts';

let setting: Setting | null = null;
let supervised: Supervised | null = null;
let screens: Screens | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await screens?.keepEvidence(task.name);
  await supervised?.end();
  await setting?.end(task.result?.state === 'fail' ? task.name : null);
  [setting, supervised, screens] = [null, null, null];
});

/** Lines of the journal on disk, each with the hash that the next one must name. */
async function unbrokenLines(data: string): Promise<number> {
  const [journal = ''] = await readdir(join(data, 'journals'));
  const segments = (await readdir(join(data, 'journals', journal))).filter((name) => name.endsWith('.jsonl')).toSorted();
  let [seq, before] = [0, '0'.repeat(64)];
  for (const segment of segments) {
    const text = (await readFile(join(data, 'journals', journal, segment), 'utf8')).replaceAll('\0', '');
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const { seq: number, prev } = JSON.parse(line) as { seq: number; prev: string };
      expect([number, prev]).toEqual([seq + 1, before]);
      [seq, before] = [number, createHash('sha256').update(line).digest('hex')];
    }
  }
  return seq;
}

async function beginClass(village: Village): Promise<void> {
  await village.button(/集中收看/).first().click();
  await village.choosePin();
  await village.chooseForGroup('党课', [films.shortest]);
  await village.checkIn(['1001', '1002', '1003']);
  await village.startPlaying();
  await village.filmPlays(3);
}

test('screens that crash during a class come back where they were with the class open, and a lost PIN is mended by a code of the county', async () => {
  setting = await createSetting();
  const port = await freePort();
  const { terminal, village } = await setting.launch({ words: [`--remote-debugging-port=${port}`] });
  await village.programsHere(4);
  await beginClass(village);
  await terminal.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  // What crashed cannot be driven any more: what came in its place is.
  screens = await screensAt(port, async ({ read }) => (await read('group')) !== null);
  const again = new Village(screens.page);
  await again.filmPlays(4);
  await screens.page.keyboard.press('Escape');
  await again.button('退出播放').click();
  await again.endGroupViewing();
  await screens.leave();
  await terminal.close();

  const types = (await journalEvents(join(setting.folder, 'terminal'))).map(({ type }) => type);
  expect(types.filter((type) => type === 'group-viewing.started')).toHaveLength(1);
  expect(types.filter((type) => type === 'group-viewing.ended')).toHaveLength(1);
  expect(types).not.toContain('terminal.safe-mode');

  // The next day nobody knows the PIN any more.
  const next = await setting.launch();
  await next.village.home();
  await next.village.button(/站点管理/).first().click();
  await next.village.page.getByText('请输入管理员密码').waitFor();
  await next.village.button('忘了密码').click();
  const site = await next.village.page.evaluate(async () => (await (window as unknown as { terminal: TerminalApi }).terminal.read('app')).enrolment?.site.id ?? '');
  const digits = next.village.page.locator('.lost-pin__digits');
  await digits.filter({ hasText: /^\d{3} \d{3} \d{4}$/ }).waitFor();
  const code = await setting.county.word('pin-code', [site, await digits.innerText()]);
  await next.village.typeNumber('1234567890');
  await next.village.page.getByText('代码不对').waitFor();
  await next.village.typeNumber(code.replace(/\D/g, ''));
  await next.village.choosePin();
  await next.village.page.getByText('这台终端').waitFor();
});

test('a program that is killed ten times in a row during a class stays up in safe mode, goes on with the class, and has lost nothing', async () => {
  const packed = await packedTerminal();
  setting = await createSetting();
  const [port, data] = [await freePort(), join(setting.folder, 'terminal')];
  supervised = await supervise({ packed, root: join(setting.folder, 'root'), data, port, environment: { TERMINAL_COUNTY_URL: setting.line.url, TERMINAL_ENROLMENT_CODE: setting.county.enrolmentCode } });
  screens = await screensAt(port, async ({ read }) => Object.values(await read('holdings')).filter(({ state }) => state === 'here').length === 4);
  await beginClass(new Village(screens.page));
  await screens.leave();
  const starts = async (): Promise<number> => (await journalEvents(data)).filter(({ type }) => type === 'terminal.started').length;
  for (let time = 1; time <= 10; time += 1) {
    await vi.waitFor(async () => expect(await starts()).toBe(time), { timeout: 60_000, interval: 100 });
    await supervised.kill();
  }

  screens = await screensAt(port, async ({ read }) => (await read('app')).safeMode !== null);
  const village = new Village(screens.page);
  await screens.page.getByText('终端处在安全模式').waitFor();
  await village.button('继续').click();
  await village.unlock();
  await screens.page.getByText('上次没有结束').waitFor();
  await village.button('接着放').click();
  await village.filmPlays();
  await screens.page.keyboard.press('Escape');
  await village.button('退出播放').click();
  await village.endGroupViewing();
  await village.backToHome();
  await village.button('重新打开').click();
  await screens.leave();
  screens = await screensAt(port, async ({ read }) => (await read('app')).safeMode === null);
  const { read } = screens;
  await new Village(screens.page).home();
  await vi.waitFor(
    async () => {
      const { journal } = await read('status');
      expect(journal.confirmed).toBe(journal.last);
    },
    { timeout: 30_000, interval: 250 },
  );
  await screens.leave();
  await supervised.end();

  const events = await journalEvents(data);
  expect(await unbrokenLines(data)).toBe(events.length);
  const of = (type: string): number => events.filter((event) => event.type === type).length;
  expect([of('group-viewing.started'), of('group-viewing.ended'), of('group-viewing.member-checked-in')]).toEqual([1, 1, 3]);
  expect(events.findLast((event) => event.type === 'group-viewing.ended')?.data).toMatchObject({ attendance: { members: 3 } });
});

test('when it cannot open, not in safe mode either, a page says so and what to do, and OK tries again', async () => {
  setting = await createSetting();
  const [data, journals] = ['terminal', 'terminal/journals'].map((name) => join(setting?.folder ?? '', name)) as [string, string];
  const first = await setting.launch();
  await first.village.home();
  await first.terminal.close();
  // The disk has lost a folder: something else stands in its place.
  await rename(journals, `${journals}.lost`);
  await writeFile(journals, '');
  const launch = { folder: setting.folder, environment: { TERMINAL_KIOSK: '1', TERMINAL_SUPERVISED: '1' } };
  // Three times it ends by itself, for its supervisor to begin it anew.
  for (let time = 1; time <= 3; time += 1) await expect(launchTerminal(launch)).rejects.toThrow();
  const terminal = await launchTerminal(launch);
  await terminal.page.getByRole('heading', { name: '终端没有打开' }).waitFor();
  expect(await terminal.page.locator('li').allInnerTexts()).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+ · \d{4}-/), expect.stringContaining('journals'), data]);
  expect(await terminal.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isKiosk()))).toEqual([true]);
  const ended = once(terminal.app.process(), 'exit');
  // As from a keyboard: what Playwright types does not come by the way that leads past the main process.
  const press = terminal.app.evaluate(({ BrowserWindow }) => {
    for (const keyCode of ['F11', 'Return']) BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({ type: 'keyDown', keyCode });
  });
  press.catch(() => undefined); // The program may end before it has answered.
  expect(await ended).toEqual([75, null]);

  await rm(journals);
  await rename(`${journals}.lost`, journals);
  const mended = await launchTerminal(launch);
  onTestFinished(() => mended.close());
  await new Village(mended.page).home();
});

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import type { TerminalApi } from '../../contract/ipc/api.ts';
import { journalEvents } from './support/journal-events.ts';
import { projectFolder } from './support/project.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';
import { films, PIN } from './support/village.ts';

const run = promisify(execFile);

let setting: Setting | null = null;

afterEach(async ({ task }) => {
  await setting?.end(task.result?.state === 'fail' ? task.name : null);
  setting = null;
});

test('enrolment says in plain words that the county is down, fails, is a portal, or does not know the code; then it works', async () => {
  setting = await createSetting();
  const { line, county } = setting;
  const { village } = await setting.launch({ enrolmentCode: '' });
  const { page } = village;
  await page.getByText('第一次使用，先注册').waitFor();
  await page.getByLabel('县里的地址').fill(line.url);

  const enrolWith = async (code: string): Promise<void> => {
    for (const [index, group] of code.split('-').entries()) await page.getByLabel(`第 ${index + 1} 组`).fill(group);
    await village.button('注册').click();
  };
  const says = async (words: RegExp): Promise<void> => {
    await page.getByText(words).first().waitFor();
  };
  await line.set('cut');
  await enrolWith(county.enrolmentCode);
  await says(/现在连不上县里/);
  await page.keyboard.press('Escape');
  await line.set('answers-500');
  await enrolWith(county.enrolmentCode);
  await says(/县里的系统出了故障/);
  await page.keyboard.press('Escape');
  await line.set('portal');
  await enrolWith(county.enrolmentCode);
  await says(/回答的不是县里的系统/);
  await page.keyboard.press('Escape');
  await line.set('open');
  await enrolWith(county.enrolmentCode.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  await says(/注册码有地方输错了/);
  await page.keyboard.press('Escape');
  await enrolWith(county.enrolmentCode);
  await village.home();
  await page.getByText('东门村').first().waitFor();
});

test('a wrong PIN, an unknown number and a start with nobody are each told, in Chinese and in English, and nothing is lost', async () => {
  setting = await createSetting();
  const { village } = await setting.launch();
  const { page } = village;
  await village.programsHere(4);
  await village.button(/集中收看/).first().click();
  await village.choosePin();
  await page.getByText('放哪些节目？').waitFor();
  await village.backToHome();
  await village.button(/站点管理/).first().click();
  await village.unlock('9999');
  await page.getByText('密码不对。').waitFor();
  await village.unlock(PIN);
  await page.getByText('使用记录').first().waitFor();
  await village.backToHome();

  await village.button(/集中收看/).first().click();
  await village.unlock();
  await village.chooseForGroup('培训', [films.potato]);
  await village.button('开始播放').click();
  await page.getByText('还没有一个人签到，不能开始。').waitFor();
  await page.keyboard.press('Escape');
  await village.checkIn(['1001']);
  await village.typeNumber('4711');
  await page.getByText('名册里没有 4711 号。').waitFor();
  await village.checkedIn(1);
  await village.button('English').click();
  await page.getByText('4711').first().waitFor();
  expect(await page.getByText(/[\u4e00-\u9fff]{6,}/).count()).toBe(0);
  await village.button('中文').click();
  await village.typeNumber('1002');
  await village.checkedIn(2);
});

test('a county that is down, answers 500, or a page with 200: each is told, and the terminal goes on as always', async () => {
  setting = await createSetting();
  const { line } = setting;
  const { village } = await setting.launch();
  const { page } = village;
  await village.programsHere(4);
  await village.button(/站点管理/).first().click();
  await village.choosePin();
  for (const [state, words] of [
    ['cut', /线路不通，照常使用/],
    ['answers-500', /县里的系统有故障，照常使用/],
    ['portal', /网络要先登录，照常使用/],
    ['open', /线路通畅/],
  ] as const) {
    await line.set(state);
    await village.button('马上联系县里').click();
    await page.getByText(words).first().waitFor();
  }
  await village.backToHome();
  await village.search('土豆');
});

test('with an empty roster the terminal says so, and guests alone can hold a viewing', async () => {
  const sample = join(projectFolder, 'out', 'test', 'sample-without-roster');
  await rm(sample, { recursive: true, force: true });
  await cp(join(projectFolder, 'resources', 'sample'), sample, { recursive: true });
  const roster = JSON.parse(await readFile(join(sample, 'roster.json'), 'utf8')) as { site: unknown };
  await writeFile(join(sample, 'roster.json'), JSON.stringify({ site: roster.site, members: [] }));
  setting = await createSetting(sample);
  const { village } = await setting.launch();
  const { page } = village;
  await village.programsHere(4);
  await village.button(/集中收看/).first().click();
  await village.choosePin();
  await village.chooseForGroup('培训', [films.shortest]);
  await page.getByText('这里还没有学员名册').first().waitFor();
  await village.typeNumber('1001');
  await page.getByText('这里还没有学员名册。').waitFor();
  await village.countGuests(5);
  await village.startPlaying();
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

test.runIf(canMount)('on a full disk viewing goes on, the operator is warned, and the records are written when there is room again', async () => {
  setting = await createSetting();
  const data = await smallDisk('320m');
  const { village, terminal } = await setting.launch({ data });
  const { page } = village;
  await village.programsHere(4);
  await village.button(/集中收看/).first().click();
  await village.choosePin();
  await village.chooseForGroup('党课', [films.shortest]);
  await village.checkIn(['1001']);
  // Programs would give way to the records; those that are kept may not.
  await page.evaluate(async () => {
    const { terminal: api } = window as unknown as { terminal: TerminalApi };
    for (const { issue } of (await api.read('downloads')).issues) await api.call('downloads.keep', { issue, kept: true });
  });
  const ballast = join(data, 'ballast');
  await fill(data, ballast);
  await village.startPlaying();
  await village.filmPlays(8);
  await page.keyboard.press('Escape');
  await village.button('退出播放').click();
  // The journal has room written ahead; this many records are more than fit into it.
  await page.evaluate(async () => {
    const { terminal: api } = window as unknown as { terminal: TerminalApi };
    for (let guests = 1; guests <= 999; guests++) await api.call('group.countGuests', { guests });
  });
  await village.endGroupViewing();
  await page.getByText(/硬盘写不进，\d+ 条记录暂存在内存里/).first().waitFor();
  await village.backToHome();
  await page.getByText(/有 \d+ 条记录还写不进硬盘/).first().waitFor();
  await rm(ballast);
  await page.getByText(/硬盘写不进/).first().waitFor({ state: 'detached', timeout: 60_000 });
  await terminal.close();
  const events = await journalEvents(data);
  const types = events.map((event) => event.type);
  expect(types).toContain('group-viewing.ended');
  expect(types).toContain('journal.disk-recovered');
  const played = events.flatMap((event) => (event.type === 'group-viewing.played' ? [event.data.segment] : []));
  expect(played.at(-1)?.[1]).toBeGreaterThan(6);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
});

/** A folder that is a disk of its own, in memory; taken away when the test is over. */
async function smallDisk(size: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  onTestFinished(async () => {
    await run('umount', [folder]);
    await rm(folder, { recursive: true });
  });
  return folder;
}

/** Leaves not a single free block in the folder's file system. */
async function fill(folder: string, file: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  await writeFile(file, Buffer.alloc(bavail * bsize)).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  });
}

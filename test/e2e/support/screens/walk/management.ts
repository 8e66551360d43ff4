import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadsView, StickWork } from '../../../../../contract/ipc/topics.ts';
import { films, PIN } from '../../village.ts';
import { tell, whileTold } from '../tell.ts';
import { STICK } from './screen-walk.ts';
import type { ScreenWalk } from './screen-walk.ts';

const MEGABYTE = 1024 * 1024;

/** What the operator keeps in order: who lags, the line and the records, downloads, sticks, upkeep. */
export async function management(walk: ScreenWalk): Promise<void> {
  await learners(walk);
  const { village, visit } = walk;
  await village.button(/站点管理/).first().click();
  await village.unlock(PIN);
  await village.button('下载').first().waitFor();
  await visit('site');
  await village.button('退出程序').click();
  await village.page.getByText('要退出程序吗？').waitFor();
  await visit('site-quit');
  await village.page.keyboard.press('Escape');
  await downloads(walk);
  await upkeep(walk);
  await sticks(walk);
  await village.backToHome();
}

async function learners({ village, visit, terminal }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button(/我的学习/).first().click();
  await village.button(/换人|登记/).first().waitFor();
  if (await village.button('换人').isVisible()) await village.button('换人').click();
  await village.button('管理员：看谁还差课').click();
  await page.getByText('请输入管理员密码').waitFor();
  await visit('unlock');
  await village.unlock('9999');
  await page.getByText('密码不对。').waitFor();
  await visit('unlock-wrong');
  await village.unlock(PIN);
  await page.locator('.list__row').first().waitFor();
  await visit('learners');
  await page.locator('.list__row').first().click();
  await page.getByRole('alertdialog').waitFor();
  await visit('learner');
  await page.keyboard.press('Escape');
  await village.backToHome();
  await village.button(/集中收看/).first().click();
  await village.unlock();
  await village.chooseForGroup('培训', [films.potato]);
  await whileTold(terminal, 'roster', () => [], async () => {
    await page.getByText('这里还没有学员名册').first().waitFor();
    await visit('check-in-no-roster');
  });
  await village.button('取消这一场').click();
  await page.getByRole('alertdialog').getByRole('button', { name: '取消这一场' }).click();
  await page.getByText('放哪些节目？').waitFor();
  await village.backToHome();
}

async function downloads({ village, terminal, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button('下载').first().click();
  await page.getByRole('heading', { level: 1, name: '下载' }).waitFor();
  await visit('downloads');
  await page.locator('.download-row').first().click();
  await page.getByRole('alertdialog').waitFor();
  await visit('download');
  await page.keyboard.press('Escape');
  await village.button('下载规则').click();
  await page.getByText('什么时候下载？').waitFor();
  await visit('download-rules');
  await page.keyboard.press('Escape');
  await whileTold(terminal, 'downloads', coming, () => visit('downloads-coming'));
  await whileTold(terminal, 'downloads', (view) => ({ ...view, issues: [] }), () => visit('downloads-none'));
  await page.keyboard.press('Escape');
}

/** Issues in every state, as an operator finds them on a slow line. */
function coming(view: DownloadsView): DownloadsView {
  const [issue] = view.issues;
  if (issue === undefined) return view;
  const states = ['downloading', 'waiting', 'paused', 'partial'] as const;
  return {
    ...view,
    issues: states.map((state, index) => ({
      ...issue,
      issue: `${issue.issue}-${index}`,
      number: `2026-${String(12 - index).padStart(2, '0')}`,
      state,
      totalBytes: 620 * MEGABYTE,
      doneBytes: 210 * MEGABYTE,
      bytesPerSecond: state === 'downloading' ? 120 * 1024 : null,
      secondsLeft: state === 'downloading' ? 3500 : null,
      reason: state === 'waiting' ? { code: 'downloads-at-night', data: { from: '22:00' } } : null,
    })),
    sources: [{ name: 'county.example', setAside: false }, { name: 'mirror.example', setAside: true }],
  };
}

async function upkeep({ village, terminal, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button('维护和设置').click();
  await page.locator('.list__row').first().waitFor();
  await visit('upkeep');
  for (const [title, name] of [['检查线路', 'line'], ['程序版本', 'update'], ['最大音量', 'volume'], ['开放时间', 'hours'], ['把日志存到 U 盘', 'logs'], ['重新启动程序', 'restart']] as const) {
    await page.locator('.list__row').filter({ hasText: title }).click();
    await page.getByRole('alertdialog').waitFor();
    if (name === 'line') await page.locator('.line-steps').waitFor({ timeout: 60_000 });
    if (name === 'hours') await village.button('定下时间').click();
    await visit(`upkeep-${name}`);
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  }
  await page.locator('.list__row').filter({ hasText: '程序版本' }).click();
  await whileTold(terminal, 'update', (update) => ({ ...update, state: 'fetching', next: '0.2.0', doneBytes: 30 * MEGABYTE, totalBytes: 90 * MEGABYTE }), () => visit('upkeep-update-fetching'));
  await whileTold(terminal, 'update', (update) => ({ ...update, state: 'ready', next: '0.2.0' }), () => visit('upkeep-update-ready'));
  await page.keyboard.press('Escape');
  await page.locator('.list__row').filter({ hasText: '清空，重新注册' }).click();
  await page.getByText('要清空这台终端吗？').waitFor();
  await visit('upkeep-wipe');
  await village.button('我要清空').click();
  await page.getByText('请再确认一次').waitFor();
  await visit('upkeep-wipe-pin');
  await page.keyboard.press('Escape');
  if (await page.getByRole('alertdialog').isVisible()) await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

async function sticks({ village, terminal, visit, sticks: folder }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button('U 盘').first().click();
  await page.getByText('还没有插 U 盘').waitFor();
  await visit('sticks-none');
  await mkdir(join(folder, STICK), { recursive: true });
  await village.button(new RegExp(STICK)).waitFor({ timeout: 30_000 });
  await visit('sticks');
  await village.button(new RegExp(STICK)).click();
  await page.getByText('U 盘里没有节目。').waitFor();
  await visit('stick');
  await village.button(/带走使用记录/).click();
  await page.getByRole('alertdialog').waitFor();
  await visit('stick-records');
  await village.button(/全部再存一遍/).click();
  await page.getByText('现在可以拔出 U 盘了').waitFor();
  await visit('stick-records-done');
  const working: StickWork = { kind: 'export-issues', stick: STICK, done: 210 * MEGABYTE, total: 620 * MEGABYTE, running: true, outcome: null };
  await tell(terminal, 'stickWork', working);
  await visit('stick-working');
  for (const [name, work] of endings) {
    await tell(terminal, 'stickWork', { ...working, ...work, running: false });
    await visit(`stick-${name}`);
  }
  await village.button('知道了').click();
  await village.button(/拷出节目/).click();
  await page.locator('.list__row').first().click();
  await visit('stick-issues');
  await page.keyboard.press('Escape');
  await rm(join(folder, STICK), { recursive: true });
  await page.getByText('U 盘拔出来了').waitFor({ timeout: 30_000 });
  await visit('stick-gone');
}

/** How it can end besides well. */
const endings: readonly (readonly [string, Pick<StickWork, 'kind' | 'outcome'>])[] = [
  ['imported-in-part', {
    kind: 'import-issues',
    outcome: {
      outcome: 'issues-imported',
      issues: [{ issue: '2026-11', number: '2026-11', title: { 'zh-CN': '冬季生产', en: 'Winter work' }, missingFiles: 2, missingBytes: 84 * MEGABYTE }],
      refused: [{ name: '2025-03', problem: { code: 'signature-wrong', data: { what: '2025-03' } } }],
      information: null,
    },
  }],
  ['failed', { kind: 'export-issues', outcome: { outcome: 'failed', problem: { code: 'stick-full', data: { freeBytes: 3 * MEGABYTE } } } }],
];

import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { journalEvents } from './support/journal-events.ts';
import { damageFilm } from './support/screens/damage-film.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';
import { films } from './support/village.ts';

let setting: Setting;

afterEach(async ({ task }) => setting.end(task.result?.state === 'fail' ? task.name : null));

test('a member chooses courses and takes the year sheet along; a power cut while watching alone costs no more than five seconds', async () => {
  setting = await createSetting();
  const sticks = join(setting.folder, 'sticks');
  await mkdir(join(sticks, 'U盘'), { recursive: true });
  const { terminal, village } = await setting.launch({ sticks });
  const { page } = village;
  await village.programsHere(4);
  await setting.line.set('cut');

  await village.button(/我的学习/).first().click();
  await village.button('登记').click();
  await village.typeNumber('1001');
  await village.button('现在选课').click();
  await page.locator('.program-card').first().waitFor();
  // With the remote control: Enter takes what is focused, an arrow leads to the next.
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await village.button('就选这 2 门').click();
  await page.getByText('今年选的课（2 门）').waitFor();
  await village.button('学习记录表').click();
  await village.button('存到 U 盘').click();
  await page.getByText('已经存到“U盘”。').waitFor();
  const [sheet] = await readdir(join(sticks, 'U盘'));
  expect(sheet).toMatch(/^学习记录-\d{4}-1001\.pdf$/);
  const pdf = await readFile(join(sticks, 'U盘', sheet ?? ''));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(5000);
  await village.backToHome();

  await village.button(/点播节目/).first().click();
  await village.button(/全部 4 个节目/).click();
  await village.button(new RegExp(films.potato)).first().click();
  await village.button('播放').click();
  await village.filmPlays(12);
  const position = await village.filmPosition();
  await terminal.kill();

  const again = await setting.launch({ sticks });
  const events = await journalEvents(join(setting.folder, 'terminal'));
  expect(events.flatMap((event) => (event.type === 'course-plan.chosen' ? [event.data.programs.length] : []))).toEqual([2]);
  const played = events.flatMap((event) => (event.type === 'self-viewing.played' ? [event.data.segment] : []));
  const until = Math.max(...played.map(([, to]) => to));
  expect(until).toBeGreaterThan(position - 5);
  expect(until).toBeLessThanOrEqual(position + 1);
  expect(events.filter(({ type }) => type === 'self-viewing.ended')).toHaveLength(1);

  await again.village.button(/我的学习/).first().click();
  await again.village.button('登记').click();
  await again.village.typeNumber('1001');
  await again.village.page.getByText('今年选的课（2 门）').waitFor();
  await again.village.page.getByRole('button', { name: /马铃薯.*看了/ }).click();
  await again.village.button('播放').click();
  await again.village.page.getByText('上次没看完').waitFor();
});

test('a film that is damaged on the disk says so, what was seen of it counts, and one key goes on to the next, for a group and alone', async () => {
  setting = await createSetting();
  const { terminal, village } = await setting.launch();
  const { page } = village;
  const data = join(setting.folder, 'terminal');
  await village.programsHere(4);
  await setting.line.set('cut');
  await damageFilm(terminal, data, films.potato, 0.3);

  await village.button(/集中收看/).first().click();
  await village.choosePin();
  await village.chooseForGroup('党课', [films.potato, films.shortest]);
  await village.checkIn(['1001']);
  await village.startPlaying();
  await village.filmPlays(2);
  await page.getByText(/前面看过的都记下来了/).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Enter');
  await village.page.getByText(films.shortest).first().waitFor();
  await village.filmPlays(1);
  await page.keyboard.press('Escape');
  await village.button('退出播放').click();
  await village.endGroupViewing();
  await village.backToHome();
  const group = (await journalEvents(data)).flatMap((event) => (event.type === 'group-viewing.played' ? [event.data] : []));
  expect(new Set(group.map(({ program }) => program)).size).toBe(2);

  await damageFilm(terminal, data, films.potato);
  await village.button(/点播节目/).first().click();
  await village.button(/全部 4 个节目/).click();
  await village.button(new RegExp(films.potato)).first().click();
  await village.button('播放').click();
  await village.button('不登记，直接看').click();
  await page.getByText(/打不开|出错了/).first().waitFor();
  await page.keyboard.press('Enter');
  await village.filmPlays(1);
  await page.keyboard.press('Escape');
  await page.locator('video').waitFor({ state: 'detached' });
  const alone = (await journalEvents(data)).flatMap((event) => (event.type === 'self-viewing.started' ? [event.data.program.program] : []));
  expect(new Set(alone).size).toBe(2);
});

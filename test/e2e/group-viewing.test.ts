import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalEvents } from './support/journal-events.ts';
import { RemoteControl } from './support/remote-control.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';
import { films, PIN } from './support/village.ts';
import type { Village } from './support/village.ts';

let setting: Setting;

beforeEach(async () => {
  setting = await createSetting();
});

afterEach(async ({ task }) => setting.end(task.result?.state === 'fail' ? task.name : null));

const events = () => journalEvents(join(setting.folder, 'terminal'));

/** A person who knows the keyboard needs so long for a key. */
const KEY_MS = 250;

async function openPartyClass(village: Village, titles: readonly string[] = [films.shortest]): Promise<void> {
  await village.button(/集中收看/).first().click();
  await village.choosePin();
  await village.chooseForGroup('党课', titles);
}

test('40 people are checked in with a keyboard alone in under three minutes, by numbers, initials, a card reader, and all the others at once', async () => {
  const { village } = await setting.launch();
  await village.programsHere(4);
  await openPartyClass(village);
  const { page } = village;
  const began = performance.now();
  let typed = 0;
  const type = async (text: string, delay = KEY_MS): Promise<void> => {
    await page.keyboard.type(text, { delay });
    typed += text.length;
  };
  const enter = async (): Promise<void> => {
    await page.keyboard.press('Enter');
    typed += 1;
  };

  const swipe = async (text: string): Promise<void> => {
    await village.swipe(text);
    typed += text.length + 1;
  };

  // Ten by number, as the first ones come in.
  for (let at = 0; at < 10; at += 1) {
    await type(String(1001 + at));
    await enter();
    await village.checkedIn(at + 1);
  }
  // A wrong one is taken back by arrow keys and Enter, and comes again.
  await page.getByRole('button', { name: /撤销 .* 的签到/ }).focus();
  await enter();
  await village.checkedIn(9);
  await type('1010');
  await enter();
  await village.checkedIn(10);

  // A card with signs around the number; then one that nobody knows, said plainly and bound to somebody.
  await swipe('*00001011#');
  await village.checkedIn(11);
  await swipe('0008812345');
  await page.getByText('卡号 0008812345 还不知道是谁的').waitFor();
  await page.getByRole('button', { name: '这是谁的卡' }).focus();
  await enter();
  await page.getByRole('alertdialog').getByRole('button', { name: /1012/ }).focus();
  await enter();
  await village.checkedIn(12);
  await swipe(';0008812345?');
  await page.getByText(/1012）刚才已经签过了/).waitFor();

  // Everyone but two.
  await page.getByRole('button', { name: '除了……都到了' }).focus();
  await enter();
  await page.getByText('谁没有来？').waitFor();
  for (const number of ['1039', '1040']) {
    await page.getByRole('alertdialog').getByRole('button', { name: new RegExp(number) }).focus();
    await enter();
  }
  await page.getByRole('button', { name: '给这 26 人签到' }).focus();
  await enter();
  await village.checkedIn(38);
  // The two come after all.
  for (const [index, number] of ['1039', '1040'].entries()) {
    await type(number);
    await enter();
    await village.checkedIn(39 + index);
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(JSON.stringify({ measure: 'check-in of 40 by keyboard', seconds: Math.round(seconds * 10) / 10, keys: typed }));
  expect(seconds).toBeLessThan(180);

  const checkedIn = (await events()).filter(({ type: kind }) => kind === 'group-viewing.member-checked-in');
  expect(new Set(checkedIn.map(({ data }) => ('member' in data ? data.member?.number : null))).size).toBe(40);
  expect((await events()).find(({ type: kind }) => kind === 'member.card-bound')?.data).toMatchObject({ card: '0008812345', member: { number: '1012' } });
});

test('a planned class with a break, pictures as evidence, a rating and a correction afterwards: the county has all of it, also after a kill -9 in the break', async () => {
  const killed = await setting.launch({ camera: true });
  await killed.village.programsHere(4);
  const { page } = killed.village;
  await killed.village.button(/站点管理/).first().click();
  await killed.village.choosePin();
  await killed.village.button('收看安排').click();
  await killed.village.button('新安排一场').click();
  await killed.village.button('前一天').click(); // From tomorrow, as proposed, to today.
  await killed.village.button('选节目').click();
  for (const title of [films.shortest, films.potato]) await killed.village.button(new RegExp(title)).first().click();
  await killed.village.button('下一步').click();
  await killed.village.button('保存安排').click();
  await killed.village.backToHome();
  // It stands on the home screen, and Enter leads to it.
  await page.getByText(/今天 19:30 党课/).waitFor();
  await killed.village.button('准备开始').focus();
  await page.keyboard.press('Enter');
  await killed.village.unlock();
  await killed.village.button('开始签到').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('请签到').waitFor();
  await killed.village.checkIn(['1001', '1002']);
  await killed.village.button('开始播放').click();
  await killed.village.button('大家同意，拍').click();
  await killed.village.filmPlays();
  await page.getByRole('button', { name: '休息一会儿' }).click({ timeout: 90_000 });
  await page.getByText('已经休息').waitFor();
  await killed.village.button('10 分钟').click();
  await page.getByRole('timer').filter({ hasText: /^09:5/ }).waitFor();
  await killed.terminal.kill();

  const { village } = await setting.launch();
  await village.button('继续').click();
  await village.unlock();
  await village.page.getByText('上次没有结束').waitFor();
  await village.button('接着放').click();
  await village.filmPlays(4);
  await village.page.getByText(/马铃薯/).first().waitFor();
  await village.page.keyboard.press('Escape');
  await village.button('退出播放').click();
  await village.endGroupViewing();
  await village.button('很好').click();
  await village.page.getByText('记下了，谢谢').waitFor();
  await village.backToHome();

  await village.button(/站点管理/).first().click();
  await village.unlock();
  await village.button('收看记录').click();
  await village.button(/党课/).first().click();
  await village.button('更正').click();
  await village.button(/学员 2 人/).click();
  await village.typeNumber('1003');
  await village.checkedIn(3);
  await village.button('选好了').click();
  await village.page.getByLabel('为什么更正').fill('李来了，忘了签到');
  await village.button('保存更正').click();
  await village.page.getByText('原来的记录：党课，学员 2 人').waitFor();

  const all = await events();
  const types = all.map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['plan.made', 'group-viewing.planned', 'group-viewing.break-began', 'group-viewing.resumed', 'viewing.rated', 'group-viewing.corrected']));
  const pictures = all.filter((event) => event.type === 'evidence.taken').map(({ data }) => data);
  expect(pictures.map(({ source, moment }) => `${source} ${moment}`)).toEqual(expect.arrayContaining(['screen start', 'camera start', 'screen end']));
  expect(Math.max(...pictures.map(({ bytes }) => bytes))).toBeLessThanOrEqual(60 * 1024);
  const [journal = ''] = await readdir(join(setting.folder, 'terminal', 'journals'));
  for (const { sha256, bytes } of pictures) {
    const seen = (): Promise<number> => setting.county.asPerson('GET', `/v1/admin/evidence/${journal}/${sha256}`).then(async (answer) => (await answer.arrayBuffer()).byteLength, () => 0);
    await expect.poll(seen, { timeout: 60_000, interval: 500 }).toBe(bytes);
  }
});

test('with a remote control alone a class is held, a program is watched and courses are chosen: arrow keys, Enter and Back', async () => {
  const { village } = await setting.launch();
  await village.programsHere(4);
  const { page } = village;
  const remote = new RemoteControl(page);
  await remote.press(/集中收看/);
  await page.getByText('请站点管理员设一个密码').waitFor();
  await remote.number(PIN, /下一步/);
  await page.getByText('请再输一次').waitFor();
  await remote.number(PIN, /设好/);
  await page.getByText('放哪些节目？').waitFor();
  await remote.press(new RegExp(films.shortest));
  await remote.press(/下一步/);
  await remote.press(/党课/);
  await page.getByText('请签到').waitFor();
  await remote.number('1001', /^签到$/);
  await village.checkedIn(1);
  await remote.press(/1005/);
  await village.checkedIn(2);
  await remote.press(/多 1 位群众/);
  await remote.press(/开始播放/);
  await village.filmPlays(3);
  await remote.back();
  await remote.press(/退出播放/);
  await page.getByText('先停一停').waitFor();
  await remote.press(/结束收看/);
  await page.getByText('要结束收看吗？').waitFor();
  await remote.press(/^结束收看$/);
  await page.getByText('已经结束，都记下了').waitFor();
  await remote.press(/很好/);
  await remote.press(/回到首页/);

  await remote.press(/点播节目/);
  await remote.press(/全部 4 个节目/);
  await remote.press(new RegExp(films.potato));
  await remote.press(/^播放$/);
  await page.getByText('谁在看？').waitFor();
  await remote.number('1002', /开始/);
  await village.filmPlays(2);
  await remote.back();
  await page.locator('video').waitFor({ state: 'detached' });
  for (let step = 0; step < 4 && !(await page.locator('.home').isVisible()); step++) await remote.back();
  await remote.press(/我的学习/);
  await remote.press(/现在选课/);
  await page.locator('.program-card').first().waitFor();
  await remote.press(new RegExp(films.potato));
  await remote.press(/就选这/);
  await page.getByText('今年选的课（1 门）').waitFor();
  const types = (await events()).map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['group-viewing.ended', 'viewing.rated', 'self-viewing.played', 'course-plan.chosen']));
});

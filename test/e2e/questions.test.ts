import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { questionPaths, questionsAnswerSchema } from '../../county/questions/schemas.ts';
import { journalEvents } from './support/journal-events.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';

let setting: Setting | null = null;

afterEach(async ({ task }) => {
  await setting?.end(task.result?.state === 'fail' ? task.name : null);
  setting = null;
});

/** Who glances at an item for less has not read it. */
const READING_MS = 3000;

/** Presses an arrow key until focus is on something that says so. */
async function arrowTo(page: Page, key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight', words: RegExp): Promise<void> {
  for (let step = 0; step < 30; step++) {
    const here = await page.evaluate(() => `${document.activeElement?.getAttribute('aria-label') ?? ''} ${document.activeElement?.textContent ?? ''}`);
    if (words.test(here)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${words.source}`);
}

test('what is not found becomes a question; the answer is told on the home screen and read on the board', async () => {
  setting = await createSetting();
  const { county, folder } = setting;
  const { village } = await setting.launch();
  const { page } = village;
  await village.programsHere(4);
  await village.button(/站点管理/).first().click();
  await village.choosePin();
  await village.backToHome();

  await village.button(/致富信息/).first().click();
  await page.getByLabel('查什么').fill('区块链');
  await page.keyboard.press('Enter');
  await page.getByText('没有查到“区块链”').waitFor();
  await arrowTo(page, 'ArrowDown', /问县里/);
  await page.keyboard.press('Enter');
  await page.getByText('想问什么').waitFor();
  expect(await page.getByLabel('想问什么').inputValue()).toBe('区块链');
  await village.button('政策补贴').click();
  for (const digit of '1390001234') await page.getByRole('group', { name: '用遥控器填电话' }).getByRole('button', { name: digit, exact: true }).click();
  await village.button('问县里').focus();
  await page.keyboard.press('Enter');
  await page.getByText('还在等答复').waitFor();
  await village.backToHome();

  const asked = async () => questionsAnswerSchema.parse(await (await county.asPerson('GET', questionPaths.questions)).json()).questions;
  await expect.poll(asked, { timeout: 30_000 }).toMatchObject([{ text: '区块链', kind: 'policy', asker: { name: null, phone: '1390001234' }, answer: null }]);
  const [question] = await asked();
  if (question === undefined) throw new Error('there is no question');
  await county.asPerson('PUT', questionPaths.answer(question.journal, question.question), { text: '区块链可以用来给农产品做溯源。\n想试的到县农业农村局三楼找老李。', by: '县农业农村局', everyone: false });
  await page.evaluate(() => (globalThis as unknown as { terminal: { call: (name: string, args: object) => Promise<unknown> } }).terminal.call('line.tryNow', {}));

  await page.getByText(/县里答复了/).waitFor();
  await arrowTo(page, 'ArrowDown', /去看答复/);
  await page.keyboard.press('Enter');
  await page.getByText('我们站的答复').waitFor();
  await arrowTo(page, 'ArrowDown', /区块链/);
  await page.keyboard.press('Enter');
  await page.getByText('想试的到县农业农村局三楼找老李。').first().waitFor();
  await village.backToHome();
  await expect.poll(() => page.getByText(/县里答复了/).count()).toBe(0);
  const events = await journalEvents(join(folder, 'terminal'));
  expect(events.filter(({ type }) => /^(question|answer)\./.test(type)).map(({ type }) => type)).toEqual(['question.asked', 'answer.opened']);
}, 120_000);

test('an item is found, read step by step and followed to its program with arrow keys and Enter alone, and the record says so', async () => {
  setting = await createSetting();
  const { village } = await setting.launch();
  const { page } = village;
  await village.programsHere(4);
  await arrowTo(page, 'ArrowDown', /致富信息/);
  await page.keyboard.press('Enter');
  await page.getByLabel('查什么').waitFor();
  await page.keyboard.press('ArrowDown');
  await arrowTo(page, 'ArrowRight', /实用技术/);
  await page.keyboard.press('Enter');
  await page.getByText(/最新 \d+ 条/).waitFor();
  await arrowTo(page, 'ArrowDown', /滴灌/);
  await page.keyboard.press('Enter');
  await page.getByText(/来源：/).first().waitFor();
  await page.waitForTimeout(READING_MS);
  await arrowTo(page, 'ArrowLeft', /一步一步看/);
  await page.keyboard.press('Enter');
  await page.getByText(/第 1 步，共 \d+ 步/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/第 2 步/).waitFor();
  await page.keyboard.press('PageUp');
  await page.getByText(/第 1 步/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/来源：/).first().waitFor();
  await arrowTo(page, 'ArrowRight', /看视频怎么做/);
  await page.keyboard.press('Enter');
  await page.getByText('谁在看？').waitFor();
  await arrowTo(page, 'ArrowLeft', /不.*看|直接/);
  await page.keyboard.press('Enter');
  await village.filmPlays(1);
  await page.keyboard.press('Escape');
  await page.locator('video').waitFor({ state: 'detached' });
  const events = await journalEvents(join(setting.folder, 'terminal'));
  const opened = events.find(({ type }) => type === 'lookup.opened');
  const led = events.find(({ type }) => type === 'lookup.led-to-program');
  expect(led?.data).toMatchObject({ opening: opened?.id, kind: 'technique', program: { title: { 'zh-CN': expect.stringContaining('滴灌') as unknown } } });
  expect(events.find(({ type, seq }) => type === 'self-viewing.started' && seq > (led?.seq ?? 0))).toBeDefined();
  const readings = events.flatMap((event) => (event.type === 'lookup.closed' ? [event.data] : []));
  expect(readings.length).toBeGreaterThan(0);
  expect(new Set(readings.map(({ opening }) => opening))).toEqual(new Set([opened?.id]));
}, 120_000);

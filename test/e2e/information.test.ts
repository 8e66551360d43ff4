import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { journalEvents } from './support/journal-events.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';

let setting: Setting | null = null;

afterEach(async ({ task }) => {
  await setting?.end(task.result?.state === 'fail' ? task.name : null);
  setting = null;
});

test('whoever has only a remote control finds a price by initials and by a suggestion, and reads who says so and since when', async () => {
  setting = await createSetting();
  const { village } = await setting.launch();
  const { page } = village;
  await village.programsHere(4);
  await village.button(/致富信息/).first().click();
  await village.button('屏幕字母').first().focus();
  await page.keyboard.press('Enter');
  for (const letter of 'mls') {
    await page.getByRole('button', { name: letter.toUpperCase(), exact: true }).focus();
    await page.keyboard.press('Enter');
  }
  await page.getByText(/“mls”查到 \d+ 条/).waitFor();
  await village.button('商品马铃薯价格').first().waitFor();
  const offered = page.getByRole('group', { name: '您是不是要查' }).getByRole('button');
  await offered.first().focus();
  const taken = await offered.first().innerText();
  await page.keyboard.press('Enter');
  await page.getByText(new RegExp(`“${taken}”查到 \\d+ 条`)).waitFor();
  await expect.poll(() => offered.count()).toBe(0);

  await village.search('mlsjg');
  await page.getByText(/陈湖镇集市|批发市场|交易市场/).first().waitFor();
  await village.search('洋芋多少钱一斤');
  await page.locator('main').getByRole('button', { name: /马铃薯：每公斤/ }).first().click();
  await page.getByText(/来源：/).first().waitFor();
  await page.getByText(/日期：/).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('查什么').fill('区块链');
  await page.keyboard.press('Enter');
  await page.getByText('没有查到“区块链”').waitFor();
  const lookups = (await journalEvents(join(setting.folder, 'terminal'))).filter(({ type }) => type.startsWith('lookup.'));
  expect(lookups.map(({ data }) => (data as { query?: string }).query ?? 'opened')).toEqual([taken, 'mlsjg', '洋芋多少钱一斤', 'opened', '区块链']);
}, 120_000);

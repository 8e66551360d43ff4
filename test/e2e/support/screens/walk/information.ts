import type { Page } from 'playwright-core';
import type { TerminalApi } from '../../../../../contract/ipc/api.ts';
import { questionPaths, questionsAnswerSchema } from '../../../../../county/questions/schemas.ts';
import { whileTold } from '../tell.ts';
import type { ScreenWalk } from './screen-walk.ts';

/** What each kind's pictures are called. */
const kinds = [
  ['市场价格', 'price'],
  ['供求信息', 'supply'],
  ['政策补贴', 'policy'],
  ['联系电话', 'contact'],
] as const;

/** The wealth information: by search, by kind, and by a question to the county. */
export async function information(walk: ScreenWalk): Promise<void> {
  const { village, visit, terminal } = walk;
  const { page } = village;
  await village.button(/致富信息/).first().click();
  await page.getByLabel('查什么').waitFor();
  await visit('information');
  await village.button('屏幕字母').click();
  await village.search('土豆');
  await visit('information-letters');
  await village.button('屏幕字母').click();
  await visit('information-found');
  await page.getByLabel('查什么').fill('');
  for (const [title, name] of kinds) await oneOf(walk, title, name);
  await technique(walk);
  await questions(walk);
  await whileTold(terminal, 'information', (view) => ({ ...view, preparing: 0.4 }), () => visit('information-preparing'));
  await whileTold(terminal, 'information', (view) => ({ ...view, version: 0, publishedAt: null, counts: { 'market-price': 0, 'supply-demand': 0, technique: 0, policy: 0, contact: 0 } }), () => visit('information-none'));
  await village.backToHome();
}

async function openFirst(page: Page): Promise<void> {
  await page.locator('main button').first().click();
  await page.getByText(/来源：/).first().waitFor();
}

async function oneOf({ village, visit }: ScreenWalk, title: string, name: string): Promise<void> {
  const { page } = village;
  await village.button(new RegExp(title)).first().click();
  await page.getByText(/最新 \d+ 条/).waitFor();
  await visit(`information-kind-${name}`);
  await openFirst(page);
  await visit(`information-${name}`);
  await page.keyboard.press('Escape');
  await page.getByText(/最新 \d+ 条/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('查什么').waitFor();
}

async function technique({ village, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button(/实用技术/).first().click();
  await page.getByText(/最新 \d+ 条/).waitFor();
  await visit('information-kind-technique');
  await village.button(/滴灌/).first().click();
  await page.getByText(/来源：/).first().waitFor();
  await visit('information-technique');
  await village.button('一步一步看').click();
  await page.getByText(/第 1 步，共 \d+ 步/).waitFor();
  await visit('information-steps');
  await page.keyboard.press('Escape');
  await page.getByText(/来源：/).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/最新 \d+ 条/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('查什么').waitFor();
}

/** What is not found becomes a question, and the county's answer is read. */
async function questions({ village, county, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button(/提问题，看县里的答复/).click();
  await page.getByText('还没有问过问题').waitFor();
  await visit('board-none');
  await page.keyboard.press('Escape');
  await page.getByLabel('查什么').fill('区块链');
  await page.keyboard.press('Enter');
  await page.getByText('没有查到“区块链”').waitFor();
  await visit('information-no-hits');
  await village.button('问县里').first().click();
  await page.getByText('想问什么').waitFor();
  await village.button('政策补贴').click();
  await visit('ask');
  await village.button('问县里').last().click();
  await page.getByText('还在等答复').waitFor();
  await visit('board-waiting');
  const question = await asked(county);
  await county.asPerson('PUT', questionPaths.answer(question.journal, question.question), { text: '区块链可以用来给农产品做溯源。\n想试的到县农业农村局三楼找老李。', by: '县农业农村局', everyone: false });
  await page.evaluate(() => (window as unknown as { terminal: TerminalApi }).terminal.call('line.tryNow', {}));
  await page.getByText('我们站的答复').waitFor({ timeout: 60_000 });
  await visit('board');
  await page.locator('main').getByRole('button', { name: /区块链/ }).first().click();
  await page.getByText('想试的到县农业农村局三楼找老李。').first().waitFor();
  await visit('answer');
  await village.backToHome();
  await village.button(/致富信息/).first().click();
  await page.getByLabel('查什么').fill('');
}

async function asked(county: ScreenWalk['county']) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 250))) {
    const [question] = questionsAnswerSchema.parse(await (await county.asPerson('GET', questionPaths.questions)).json()).questions;
    if (question !== undefined) return question;
  }
  throw new Error('the question did not come to the county');
}

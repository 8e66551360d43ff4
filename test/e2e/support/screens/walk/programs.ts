import type { Holdings } from '../../../../../contract/ipc/topics.ts';
import { films } from '../../village.ts';
import { tell, told, whileTold } from '../tell.ts';
import type { ScreenWalk } from './screen-walk.ts';

const MEGABYTE = 1024 * 1024;

/** The menu of programs and the ways through it. */
export async function programs(walk: ScreenWalk): Promise<void> {
  const { village, visit } = walk;
  const { page } = village;
  await village.button(/点播节目/).first().click();
  await village.button(/全部 4 个节目/).waitFor();
  await visit('programs');
  await village.button('按期看').click();
  await page.locator('.list__row').first().waitFor();
  await visit('issues');
  await page.keyboard.press('Escape');
  await village.button(/全部 4 个节目/).click();
  await page.locator('.program-card').first().waitFor();
  await visit('program-list');
  await village.button('找节目').click();
  await page.keyboard.type('mls');
  await page.getByText(/找到 \d+ 个节目/).waitFor();
  await visit('program-search');
  await page.keyboard.type('xxq');
  await page.getByText('没有找到。').waitFor();
  await visit('program-search-none');
  await village.button('不找了').click();
  await village.button('全部各期').click();
  await page.getByRole('alertdialog').waitFor();
  await visit('issue-choice');
  await page.keyboard.press('Escape');
  await states(walk);
  await village.button(new RegExp(films.potato)).first().click();
  await village.button('播放').waitFor();
  await visit('program');
  await village.button('播放').click();
  await page.getByText('谁在看？').waitFor();
  await visit('sign-in');
  await village.typeNumber('99');
  await page.getByText('没有 99 号。').waitFor();
  await visit('sign-in-unknown');
  await village.backToHome();
  await whileTold(walk.terminal, 'programs', () => [], async () => {
    await page.getByText('节目还没下来').waitFor();
    await visit('home-no-programs');
    await village.button(/点播节目/).first().click();
    await page.getByText('还没有节目').first().waitFor();
    await visit('programs-none');
    await village.backToHome();
    await village.button(/集中收看/).first().click();
    await village.unlock();
    await page.getByText('节目还没下来').waitFor();
    await visit('choose-programs-none');
    await village.backToHome();
  });
}

/** Programs that are not here, or not yet: in the list, and each by itself. */
async function states({ village, terminal, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  const here = await told(terminal, 'holdings');
  const names = (await told(terminal, 'programs')).map(({ id }) => id);
  const of = (...states: readonly Holdings[keyof Holdings][]): Holdings => Object.fromEntries(names.flatMap((name, index) => (states[index] === undefined ? [] : [[name, states[index]]])));
  const coming = { doneBytes: 21 * MEGABYTE, totalBytes: 60 * MEGABYTE };
  await tell(terminal, 'holdings', of(
    { state: 'downloading', ...coming, playable: true },
    { state: 'waiting', ...coming, playable: false, reason: { code: 'downloads-at-night', data: { from: '22:00' } } },
    { state: 'paused', ...coming, playable: false },
  ));
  await visit('program-list-arriving');
  for (const [index, name] of (['downloading', 'waiting', 'paused', 'absent'] as const).entries()) {
    await page.locator('.program-card').nth(index).click();
    await page.locator('.program').waitFor();
    await visit(`program-${name}`);
    await page.keyboard.press('Escape');
    await page.locator('.program-card').first().waitFor();
  }
  await tell(terminal, 'holdings', here);
}

import { films } from '../../village.ts';
import { damageFilm } from '../damage-film.ts';
import { showControls, toTheEnd } from './film.ts';
import type { ScreenWalk } from './screen-walk.ts';

/** A member watches alone: begins, goes on later, finishes; and meets a film that is damaged. */
export async function alone(walk: ScreenWalk): Promise<void> {
  const { village, visit, unhurried } = walk;
  const { page } = village;
  await village.button(/点播节目/).first().click();
  await village.button(/全部 4 个节目/).click();
  await village.button(new RegExp(films.shortest)).first().click();
  await village.button('播放').click();
  await village.filmPlays(unhurried ? 10 : 2);
  await visit('playing-alone', () => showControls(page));
  await page.keyboard.press('Escape');
  await page.locator('video').waitFor({ state: 'detached' });
  await village.button('播放').click();
  await page.getByText('上次没看完').waitFor();
  await visit('resume');
  await village.button(/接着看/).click();
  await village.filmPlays();
  await toTheEnd(page, '这个节目怎么样？');
  await visit('finished');
  await village.backToHome();
  await damageFilm(walk.terminal, walk.data, films.potato);
  await village.button(/点播节目/).first().click();
  await village.button(/全部 4 个节目/).click();
  await village.button(new RegExp(films.potato)).first().click();
  await village.button('播放').click();
  await page.locator('.player-card').waitFor();
  await visit('film-damaged');
  await village.button('退出').last().click();
  await village.backToHome();
}

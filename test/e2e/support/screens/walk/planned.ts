import { films } from '../../village.ts';
import { whileTold } from '../tell.ts';
import { toTheEnd } from './film.ts';
import type { ScreenWalk } from './screen-walk.ts';

/** A viewing that is planned, begun from its plan, with two programs and a break between them; then looked up and corrected. */
export async function plannedViewing(walk: ScreenWalk): Promise<void> {
  await plan(walk);
  await held(walk);
  await correct(walk);
}

async function plan({ village, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button(/站点管理/).first().click();
  await village.unlock();
  await village.button('收看安排').click();
  await page.getByText('还没有安排').waitFor();
  await visit('schedule-none');
  await village.button('新安排一场').click();
  await village.button('前一天').click();
  await village.button('选节目').click();
  for (const title of [films.shortest, films.potato]) await village.button(new RegExp(title)).first().click();
  await village.button('下一步').click();
  await village.button('保存安排').waitFor();
  await visit('plan-viewing');
  await village.button('保存安排').click();
  await page.locator('.list__row').first().waitFor();
  await visit('schedule');
  await page.locator('.list__row').first().click();
  await village.button('开始签到').waitFor();
  await visit('planned');
  await village.button('取消安排').click();
  await page.getByText('要取消这个安排吗？').waitFor();
  await visit('planned-withdraw');
  await page.keyboard.press('Escape');
  await village.backToHome();
  await village.button('准备开始').waitFor();
  await visit('home-planned');
}

async function held({ village, terminal, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button('准备开始').click();
  await village.unlock();
  await village.button('开始签到').click();
  await page.getByText('请签到').waitFor();
  await village.checkIn(['1001', '1002', '1003']);
  await village.backToHome();
  await visit('home-open-group');
  await whileTold(terminal, 'group', (group) => (group === null ? null : { ...group, stage: 'interrupted', startedAt: group.openedAt }), async () => {
    await page.getByText(/中断了，还没有结束/).waitFor();
    await visit('home-interrupted');
    await village.button('继续').click();
    await village.unlock();
    await page.getByText('上次没有结束').waitFor();
    await visit('interrupted');
  });
  await page.getByText('请签到').waitFor();
  await village.button('开始播放').click();
  await village.button('不拍').click();
  await village.filmPlays();
  await toTheEnd(page, /秒后开始/);
  await visit('next-program');
  await village.button('休息一会儿').click();
  await page.getByText('已经休息').waitFor();
  await village.button('10 分钟').click();
  await page.getByRole('timer').filter({ hasText: /^09:5/ }).waitFor();
  await visit('break');
  await village.button('接着放').click();
  await village.filmPlays();
  await page.keyboard.press('Escape');
  await page.getByText('要退出播放吗？').waitFor();
  await visit('leave-film');
  await village.button('退出播放').click();
  await page.getByText('先停一停').waitFor();
  await visit('group-paused');
  await village.endGroupViewing();
  await visit('summary-not-counted');
  await village.button('很好').click();
  await page.getByText('记下了，谢谢').waitFor();
  await visit('summary-rated');
  await village.backToHome();
}

async function correct({ village, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button(/站点管理/).first().click();
  await village.unlock();
  await village.button('收看记录').click();
  await page.locator('.list__row').first().waitFor();
  await visit('past-viewings');
  await page.locator('.list__row').first().click();
  await village.button('更正').waitFor();
  await visit('past-viewing');
  await village.button('更正').click();
  await village.button(/学员 3 人/).click();
  await village.typeNumber('1004');
  await village.checkedIn(4);
  await visit('correct-people');
  await village.button('选好了').click();
  await page.getByLabel('为什么更正').fill('刘建仓来了，忘了签到');
  await visit('correct-viewing');
  await village.button('保存更正').click();
  await page.getByText('原来的记录：党课，学员 3 人').waitFor();
  await visit('past-viewing-corrected');
  await village.backToHome();
}

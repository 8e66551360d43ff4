import type { ScreenWalk } from './screen-walk.ts';

/** What happened away from the terminal: recorded, corrected, withdrawn. */
export async function activities({ village, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await village.button(/站点管理/).first().click();
  await village.unlock();
  await village.button('线下活动').click();
  await page.getByText('还没有记过线下活动').waitFor();
  await visit('activities-none');
  await village.button('记一次活动').click();
  await page.getByLabel('讲什么').fill('马铃薯起垄现场课');
  await page.getByLabel('地点').fill('三社示范田');
  await page.getByLabel('谁讲的').fill('县农技站 李站长');
  await visit('activity-form');
  await village.button('下一步').click();
  await village.button('登记到场的人').click();
  await page.getByText('谁来了？').waitFor();
  await village.checkIn(['1001', '1002', '1003', '1004', '1005']);
  await village.button('选好了').click();
  await page.getByLabel('发了多少份资料').fill('20');
  await page.getByLabel('什么资料（可以不写）').fill('起垄尺寸卡');
  await visit('activity-form-rest');
  await village.button('保存').click();
  await page.locator('.list__row').first().waitFor();
  await visit('activities');
  await page.locator('.list__row').first().click();
  await village.button('撤销').waitFor();
  await visit('activity');
  await village.button('撤销').click();
  await page.getByText('要撤销这次活动吗？').waitFor();
  await visit('activity-withdraw');
  await page.keyboard.press('Escape');
  await village.backToHome();
}

import type { ScreenWalk } from './screen-walk.ts';

/** The enrolment, with a code that was typed wrong first, and the home screen that comes of it. */
export async function firstStart({ village, county, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  const typeCode = async (code: string): Promise<void> => {
    await page.getByLabel('第 1 组', { exact: true }).focus();
    await page.keyboard.type(code.replaceAll(/[^0-9A-Za-z]/g, ''));
  };
  await page.getByLabel('县里的地址（纸条上有）').waitFor();
  await visit('enrolment');
  await page.getByLabel('县里的地址（纸条上有）').fill(county.url);
  await typeCode(county.enrolmentCode);
  await visit('enrolment-code');
  await page.getByLabel('第 8 组', { exact: true }).fill(county.enrolmentCode.slice(-4).replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  await village.button('注册').last().click();
  await page.getByText(/注册码有地方输错了/).waitFor();
  await visit('enrolment-wrong-code');
  await page.keyboard.press('Escape');
  await page.getByLabel('第 8 组', { exact: true }).fill(county.enrolmentCode.slice(-4));
  await village.button('注册').last().click();
  await village.programsHere(4);
  await visit('home-first');
}

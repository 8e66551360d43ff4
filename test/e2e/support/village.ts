import type { Locator, Page } from 'playwright-core';

export const PIN = '2468';

/** Films of the sample issue, as their titles stand on the screen. */
export const films = {
  shortest: '一号文件', // 45 s
  potato: '马铃薯',
} as const;

/** What a village operator and a member do at the screens, in Chinese, as they would. */
export class Village {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async home(): Promise<void> {
    await this.button(/集中收看/).first().waitFor();
  }

  /** Waits on the home screen until so many programs have arrived. */
  async programsHere(count: number): Promise<void> {
    await this.page.getByText(new RegExp(`自己挑着看.*${count} 个节目`)).first().waitFor({ timeout: 60_000 });
  }

  /** The first PIN, asked for when the operator's part is first entered. */
  async choosePin(): Promise<void> {
    await this.page.getByText('请站点管理员设一个密码').waitFor();
    await this.typeNumber(PIN);
    await this.page.getByText('请再输一次').waitFor();
    await this.typeNumber(PIN);
  }

  async unlock(pin = PIN): Promise<void> {
    await this.page.getByText('请输入管理员密码').waitFor();
    await this.typeNumber(pin);
  }

  /** Digits and Enter, as from a keyboard or a card reader. */
  async typeNumber(digits: string): Promise<void> {
    await this.page.keyboard.type(digits);
    await this.page.keyboard.press('Enter');
  }

  /** What a card reader types, ended by Enter: all at once, however busy this machine is. */
  async swipe(card: string): Promise<void> {
    await Promise.all([...Array.from(card), 'Enter'].map((key) => this.page.keyboard.press(key)));
  }

  async chooseForGroup(kind: '党课' | '培训', titles: readonly string[]): Promise<void> {
    await this.page.getByText('放哪些节目？').waitFor();
    for (const title of titles) await this.button(new RegExp(title)).first().click();
    await this.button('下一步').click();
    await this.button(new RegExp(kind)).click();
    await this.page.getByText('请签到').waitFor();
  }

  async checkIn(numbers: readonly string[]): Promise<void> {
    for (const [index, number] of numbers.entries()) {
      await this.typeNumber(number);
      await this.checkedIn(index + 1);
    }
  }

  async checkedIn(count: number): Promise<void> {
    await this.page.locator('.check-in__count strong').filter({ hasText: new RegExp(`^${count}$`) }).waitFor();
  }

  async countGuests(guests: number): Promise<void> {
    await this.button(/按一下直接填人数/).click();
    await this.page.getByText('来了多少位群众？').waitFor();
    await this.typeNumber(String(guests));
    await this.page.locator('.guests__count strong').filter({ hasText: new RegExp(`^${guests}$`) }).waitFor();
  }

  async startPlaying(): Promise<void> {
    await this.button('开始播放').click();
    await this.filmPlays();
  }

  /** The film's own clock moves. */
  async filmPlays(beyondSeconds = 0.5): Promise<void> {
    await this.page.waitForFunction((seconds) => (document.querySelector('video')?.currentTime ?? 0) > seconds, beyondSeconds, { timeout: 30_000 });
  }

  async filmPosition(): Promise<number> {
    return this.page.evaluate(() => document.querySelector('video')?.currentTime ?? -1);
  }

  async endGroupViewing(): Promise<void> {
    await this.button('结束收看').click();
    await this.page.getByText('要结束收看吗？').waitFor();
    await this.page.getByRole('alertdialog').getByRole('button', { name: '结束收看' }).click();
    await this.page.getByText('已经结束，都记下了').waitFor();
  }

  /** Back, screen by screen, by the key that always means it. */
  async backToHome(): Promise<void> {
    for (let step = 0; step < 6 && !(await this.page.locator('.home').isVisible()); step++) await this.page.keyboard.press('Escape');
    await this.home();
  }

  /** Waits, at the film's own speed, until it is over. */
  async filmEnds(): Promise<void> {
    await this.page.getByText('节目放完了').waitFor({ timeout: 120_000 });
  }

  /** Signs in by number, watches the film alone for so many seconds, and leaves. */
  async watchAlone(title: string, number: string, seconds: number): Promise<void> {
    await this.button(/点播节目/).first().click();
    await this.button(/全部 4 个节目/).click();
    await this.button(new RegExp(title)).first().click();
    await this.button('播放').click();
    await this.page.getByText('谁在看？').waitFor();
    await this.typeNumber(number);
    await this.filmPlays(seconds);
    await this.page.keyboard.press('Escape');
    await this.page.locator('video').waitFor({ state: 'detached' });
    await this.backToHome();
  }

  /** Types a question and waits for the answer. */
  async search(query: string): Promise<void> {
    const field = this.page.getByLabel('查什么');
    if (!(await field.isVisible())) await this.button(/致富信息/).first().click();
    await field.fill(query);
    await this.page.keyboard.press('Enter');
    await this.page.getByText(new RegExp(`“${query}”查到 \\d+ 条`)).waitFor();
  }

  /** Opens the newest item of a kind from its tile. */
  async openFirstOf(kind: string): Promise<void> {
    await this.page.getByLabel('查什么').fill('');
    await this.button(new RegExp(kind)).first().click();
    await this.page.getByText(/最新 \d+ 条/).waitFor();
    await this.page.locator('main button').first().click();
    await this.page.getByText(/来源：/).first().waitFor();
  }
}

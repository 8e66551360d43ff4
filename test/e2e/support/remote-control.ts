import type { Page } from 'playwright-core';

/** Who has a remote control and nothing else: four arrows, Enter and Back. */
export class RemoteControl {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Goes by arrow keys to what is called so, as the eye leads, and presses Enter on it. */
  async press(name: RegExp): Promise<void> {
    await this.goTo(name);
    await this.#page.keyboard.press('Enter');
  }

  /** On a number pad, digit by digit, and then what is called `then`. */
  async number(digits: string, then: RegExp): Promise<void> {
    for (const digit of Array.from(digits)) await this.press(new RegExp(`^${digit}$`));
    await this.press(then);
  }

  async back(): Promise<void> {
    await this.#page.keyboard.press('Escape');
  }

  async goTo(name: RegExp): Promise<void> {
    // What lies behind a question is out of reach.
    const question = this.#page.getByRole('alertdialog').last();
    const button = ((await question.isVisible()) ? question : this.#page).getByRole('button', { name }).first();
    await button.waitFor();
    const seen = new Set<string>();
    for (let step = 0; step < 60; step++) {
      const way = await button.evaluate((target) => {
        const focused = document.activeElement;
        if (focused === target) return 'there';
        const [from, to] = [(focused ?? document.body).getBoundingClientRect(), target.getBoundingClientRect()];
        const [right, down] = [to.x + to.width / 2 - from.x - from.width / 2, to.y + to.height / 2 - from.y - from.height / 2];
        const inLine = to.bottom > from.top && to.top < from.bottom;
        if (!inLine) return down > 0 ? 'ArrowDown' : 'ArrowUp';
        return right > 0 ? 'ArrowRight' : 'ArrowLeft';
      });
      if (way === 'there') return;
      // Who comes to the same place again goes around what is in the way.
      const here = await this.#focused();
      const around = way === 'ArrowDown' || way === 'ArrowUp' ? 'ArrowRight' : 'ArrowDown';
      await this.#page.keyboard.press(seen.has(here) ? around : way);
      seen.add(here);
    }
    throw new Error(`arrow keys do not lead to ${name.source}; they went over ${[...seen].join(', ')}`);
  }

  #focused(): Promise<string> {
    return this.#page.evaluate(() => {
      const element = document.activeElement;
      const { x = 0, y = 0 } = element?.getBoundingClientRect() ?? {};
      return `${element?.textContent ?? ''} ${Math.round(x)} ${Math.round(y)}`;
    });
  }
}

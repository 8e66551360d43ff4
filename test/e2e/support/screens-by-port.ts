import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { vi } from 'vitest';
import type { TerminalApi } from '../../../contract/ipc/api.ts';
import type { CallArguments, CallName } from '../../../contract/ipc/calls.ts';
import type { Topic, TopicValue } from '../../../contract/ipc/topics.ts';
import { resultsFor } from './project.ts';

/** A port for Chromium's own debugging, by which screens are driven whose program was started by somebody else, or that have crashed. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Screens {
  readonly page: Page;
  readonly read: <T extends Topic>(topic: T) => Promise<TopicValue<T>>;
  readonly call: <N extends CallName>(name: N, args: CallArguments<N>) => Promise<unknown>;
  /** Keeps a picture of the screen in `test-results`, for whoever looks into a failure. */
  readonly keepEvidence: (name: string) => Promise<void>;
  /** Lets go of the program, which runs on. */
  readonly leave: () => Promise<void>;
}

/** The screens at a port, as soon as there are some of which this holds. */
export async function screensAt(port: number, holds: (screens: Screens) => Promise<boolean>, timeout = 60_000): Promise<Screens> {
  return vi.waitFor(
    async () => {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5000 });
      try {
        const page = browser.contexts()[0]?.pages()[0];
        if (page === undefined) throw new Error('there are no screens yet');
        const screens = screensOn(browser, page);
        if (!(await holds(screens))) throw new Error('the screens are not so yet');
        return screens;
      } catch (error) {
        await browser.close();
        throw error;
      }
    },
    { timeout, interval: 250 },
  );
}

function screensOn(browser: Browser, page: Page): Screens {
  // The answer is of the topic that was asked for, which the compiler cannot see through the page.
  const read = (topic: Topic): Promise<unknown> => page.evaluate((name) => (window as unknown as { terminal: TerminalApi }).terminal.read(name), topic);
  return {
    page,
    read: read as Screens['read'],
    call: (name, args) =>
      page.evaluate(([word, given]) => (window as unknown as { terminal: { call: (name: string, args: object) => Promise<unknown> } }).terminal.call(word, given), [name, args] as const),
    keepEvidence: async (name) => {
      // The test's own failure is what is to be read: screens that are gone have no picture.
      if (!page.isClosed()) await page.screenshot({ path: join(resultsFor(name), 'screens.png'), timeout: 5000 }).catch((error: unknown) => console.error(`no picture: ${String(error)}`));
    },
    leave: () => browser.close(),
  };
}

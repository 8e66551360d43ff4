import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';
import { hostsBeyondLoopback } from './connections.ts';
import { killTree } from './processes.ts';
import { projectFolder } from './project.ts';

export interface TerminalOptions {
  /** Folder of this run; the terminal's data lie in `terminal` below it. */
  readonly folder: string;
  readonly countyUrl?: string;
  readonly enrolmentCode?: string;
  readonly language?: 'zh-CN' | 'en';
  /** Folder whose subfolders are sticks. */
  readonly sticks?: string;
  /** Data folder instead of `<folder>/terminal`. */
  readonly data?: string;
}

/** The built terminal in the real Electron. */
export interface TerminalProcess {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Hosts it tried to reach beyond loopback; only after `close`. */
  readonly hostsReached: () => Promise<readonly string[]>;
  /** Keeps a picture of the screen and the terminal's log in `test-results`, for whoever looks into a failure. */
  readonly keepEvidence: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
  /** SIGKILL to every process of it at once. */
  readonly kill: () => Promise<void>;
}

export async function launchTerminal(options: TerminalOptions): Promise<TerminalProcess> {
  const executablePath = process.env.ELECTRON_PATH;
  if (executablePath === undefined) throw new Error('ELECTRON_PATH is not set: run the tests by `npm test` or `node build/test.mjs e2e`.');
  const { folder, countyUrl, enrolmentCode, language = 'zh-CN', sticks, data = join(folder, 'terminal') } = options;
  mkdirSync(folder, { recursive: true });
  const mainLog = join(folder, 'connections.log');
  const netLog = join(folder, 'net-log.json');
  writeFileSync(mainLog, '', { flag: 'a' });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...asRoot, '--disable-gpu', `--log-net-log=${netLog}`, projectFolder],
    env: {
      ...definedEnvironment(),
      NODE_OPTIONS: `--require=${join(projectFolder, 'test', 'e2e', 'support', 'connection-log.cjs')}`,
      CONNECTION_LOG: mainLog,
      TERMINAL_DATA: data,
      TERMINAL_KIOSK: '0',
      TERMINAL_LANG: language,
      ...(countyUrl === undefined ? {} : { TERMINAL_COUNTY_URL: countyUrl }),
      ...(sticks === undefined ? {} : { TERMINAL_STICKS: sticks }),
      ...(enrolmentCode === undefined ? {} : { TERMINAL_ENROLMENT_CODE: enrolmentCode }),
    },
  });
  const page = await app.firstWindow();
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the terminal has no process id');
  return {
    app,
    page,
    hostsReached: () => hostsBeyondLoopback(mainLog, netLog),
    keepEvidence: async (name) => {
      const results = join(projectFolder, 'test-results', name.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60));
      mkdirSync(results, { recursive: true });
      await copyFile(join(data, 'logs', 'terminal.log'), join(results, 'terminal.log'));
      if (!page.isClosed()) await page.screenshot({ path: join(results, 'screen.png') });
    },
    close: () => app.close(),
    kill: async () => {
      const ended = once(app.process(), 'exit');
      await killTree(pid);
      await ended;
    },
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

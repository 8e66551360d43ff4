import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';
import { hostsBeyondLoopback } from './connections.ts';
import { ownDisplay } from './display.ts';
import { packedEnvironment } from './packed.ts';
import { killTree } from './processes.ts';
import { projectFolder, resultsFor } from './project.ts';

export interface TerminalOptions {
  /** Folder of this run; the terminal's data lie in `terminal` below it. */
  readonly folder: string;
  readonly countyUrl?: string;
  readonly enrolmentCode?: string;
  readonly language?: 'zh-CN' | 'en';
  /** Folder whose subfolders are sticks. */
  readonly sticks?: string;
  /** The system pretends to have a camera. */
  readonly camera?: boolean;
  /** Data folder instead of `<folder>/terminal`. */
  readonly data?: string;
  /** File of a packed program, in the place of the built one. */
  readonly program?: string;
  /** Further words on the command line. */
  readonly words?: readonly string[];
  /** Further variables, e.g. `TERMINAL_KIOSK`. */
  readonly environment?: Readonly<Record<string, string>>;
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
  const executablePath = options.program ?? process.env.ELECTRON_PATH;
  if (executablePath === undefined) throw new Error('ELECTRON_PATH is not set: run the tests by `npm test` or `node build/test.mjs e2e`.');
  const { folder, countyUrl, enrolmentCode, language = 'zh-CN', sticks, data = join(folder, 'terminal') } = options;
  mkdirSync(folder, { recursive: true });
  const mainLog = join(folder, 'connections.log');
  const netLog = join(folder, 'net-log.json');
  writeFileSync(mainLog, '', { flag: 'a' });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...asRoot, '--disable-gpu', ...(options.camera === true ? ['--use-fake-device-for-media-stream'] : []), `--log-net-log=${netLog}`, ...(options.words ?? []), ...(options.program === undefined ? [projectFolder] : [])],
    env: {
      ...definedEnvironment(),
      ...ownDisplay(),
      // A packed program does not listen to it: its fuses say so.
      ...(options.program === undefined ? { NODE_OPTIONS: `--require=${join(projectFolder, 'test', 'e2e', 'support', 'connection-log.cjs')}`, CONNECTION_LOG: mainLog } : packedEnvironment),
      TERMINAL_DATA: data,
      TERMINAL_KIOSK: '0',
      TERMINAL_LANG: language,
      ...(countyUrl === undefined ? {} : { TERMINAL_COUNTY_URL: countyUrl }),
      ...(sticks === undefined ? {} : { TERMINAL_STICKS: sticks }),
      ...(enrolmentCode === undefined ? {} : { TERMINAL_ENROLMENT_CODE: enrolmentCode }),
      ...options.environment,
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
      const results = resultsFor(name);
      await copyFile(join(data, 'logs', 'terminal.log'), join(results, 'terminal.log'));
      if (page.isClosed()) return;
      // Screens that have crashed cannot be photographed; the test's own failure is what is to be read.
      await page.screenshot({ path: join(results, 'screen.png'), timeout: 5000 }).catch((error: unknown) => console.error(`no picture: ${String(error)}`));
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

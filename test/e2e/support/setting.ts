import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLine } from '../../support/line.ts';
import type { Line } from '../../support/line.ts';
import { startCounty } from './county-process.ts';
import type { CountyProcess } from './county-process.ts';
import { launchTerminal } from './terminal-process.ts';
import type { TerminalOptions, TerminalProcess } from './terminal-process.ts';
import { Village } from './village.ts';

/** A county, a line to it that can fail, and a terminal in a fresh folder: what every test in the real program begins with. */
export interface Setting {
  readonly folder: string;
  readonly county: CountyProcess;
  readonly line: Line;
  /** Starts the terminal, or starts it again on the data that it has. */
  readonly launch: (options?: Partial<TerminalOptions>) => Promise<{ readonly terminal: TerminalProcess; readonly village: Village }>;
  /** Ends everything; `failed` names a test whose screen and log are worth keeping. */
  readonly end: (failed: string | null) => Promise<void>;
}

export interface SettingOptions {
  /** What the line gives; as much as it can when left out. */
  readonly bitsPerSecond?: number;
}

/** `sample`: folder with issue, information.json and roster.json instead of the project's own. */
export async function createSetting(sample?: string, { bitsPerSecond }: SettingOptions = {}): Promise<Setting> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-e2e-'));
  const county = await startCounty({ data: join(folder, 'county'), ...(sample === undefined ? {} : { sample }) });
  const line = await openLine(county.url, 'open', { bitsPerSecond: bitsPerSecond ?? null });
  let running: TerminalProcess | null = null;
  return {
    folder,
    county,
    line,
    launch: async (options = {}) => {
      running = await launchTerminal({ folder, countyUrl: line.url, enrolmentCode: county.enrolmentCode, ...options });
      return { terminal: running, village: new Village(running.page) };
    },
    end: async (failed) => {
      if (failed !== null) await running?.keepEvidence(failed);
      await running?.close();
      await line.close();
      await county.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

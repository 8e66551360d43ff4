import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { languages } from '../../contract/text.ts';
import { startCounty } from './support/county-process.ts';
import type { CountyProcess } from './support/county-process.ts';
import { axeFindings } from './support/screens/axe.ts';
import { looksWrong } from './support/screens/look.ts';
import { drawn, showAt, showIn, SIZES } from './support/screens/show.ts';
import { walkScreens } from './support/screens/walk.ts';
import { launchTerminal } from './support/terminal-process.ts';
import type { TerminalProcess } from './support/terminal-process.ts';
import { Village } from './support/village.ts';

let folder: string;
let county: CountyProcess | null = null;
let terminal: TerminalProcess | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await terminal?.keepEvidence(task.name);
  await terminal?.close();
  await county?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('every screen is large enough, whole and free of what axe finds', async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-e2e-'));
  county = await startCounty({ data: join(folder, 'county') });
  const sticks = join(folder, 'sticks');
  await mkdir(sticks);
  const running = await launchTerminal({ folder, sticks, camera: true });
  terminal = running;
  const { page } = running;
  const [smallest, , largest] = SIZES;
  await showAt(page, smallest);
  const findings: string[] = [];
  const visited: string[] = [];
  const look = async (where: string, axe: boolean): Promise<void> => {
    if (axe) await drawn(page);
    findings.push(...[...(await looksWrong(page)), ...(axe ? await axeFindings(page) : [])].map((line) => `${where}: ${line}`));
  };
  await walkScreens({
    village: new Village(page),
    terminal: running,
    county,
    sticks,
    data: join(folder, 'terminal'),
    unhurried: false,
    visit: async (name, again) => {
      visited.push(name);
      // axe takes long: here in one language, by turns; `npm run screens` asks it in both, at all sizes.
      const asked = languages[visited.length % languages.length];
      for (const language of languages) {
        await showIn(page, language);
        await again?.();
        await look(`${name} ${language} ${smallest.width}`, language === asked);
      }
      await showAt(page, largest);
      await again?.();
      await look(`${name} ${languages[1]} ${largest.width}`, false);
      await showAt(page, smallest);
      await showIn(page, 'zh-CN');
      await again?.();
    },
  });
  expect(new Set(visited).size).toBe(visited.length);
  expect(findings).toEqual([]);
}, 600_000);

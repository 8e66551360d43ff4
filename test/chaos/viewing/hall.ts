import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeArrivingSample } from '../../e2e/support/arriving-issue.ts';
import { journalEvents } from '../../e2e/support/journal-events.ts';
import { createSetting } from '../../e2e/support/setting.ts';
import type { Setting } from '../../e2e/support/setting.ts';
import type { TerminalProcess } from '../../e2e/support/terminal-process.ts';
import type { UsageEvent } from '../../../contract/usage/event.ts';

/** What a power cut may cost. */
export const MOST_LOST_SECONDS = 5;
/** The film's title. */
export const FILM = '放得久的片子';

/** A county with one film of half an hour, and a terminal that has it. */
export async function withHall(play: (setting: Setting) => Promise<void>): Promise<void> {
  const sample = await writeArrivingSample(await mkdtemp(join(tmpdir(), 'terminal-chaos-')), [{ id: 'long', title: FILM, bitsPerSecond: 500_000, loops: 40 }]);
  const setting = await createSetting(sample);
  let failed: string | null = 'chaos viewing';
  try {
    await play(setting);
    failed = null;
  } finally {
    await setting.end(failed);
    await rm(sample, { recursive: true });
  }
}

/** What lies in the journal, the terminal being dead or alive. */
export function events(setting: Setting): Promise<readonly UsageEvent[]> {
  return journalEvents(join(setting.folder, 'terminal'));
}

/** Where the film is at the moment of the kill: the last place that the screens told before they died. */
export async function killedWhilePlaying(terminal: TerminalProcess, afterMs: number): Promise<number> {
  const { page } = terminal;
  let position = await page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
  for (const end = performance.now() + afterMs; performance.now() < end; ) position = await page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
  await terminal.kill();
  return position;
}

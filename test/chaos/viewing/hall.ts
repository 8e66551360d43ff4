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

/** A county with one film of nine minutes, and a terminal that has it. */
export async function withHall(play: (setting: Setting) => Promise<void>): Promise<void> {
  const sample = await writeArrivingSample(await mkdtemp(join(tmpdir(), 'terminal-chaos-')), [{ id: 'long', title: FILM, bitsPerSecond: 500_000, loops: 12 }]);
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

/** Kills the terminal as a power cut would: the next start is that of a machine that was switched on again. */
export async function powerCut(setting: Setting, terminal: TerminalProcess): Promise<void> {
  await terminal.kill();
  // Starts within one boot that broke off again and again would count against the program.
  for (const copy of ['starts.json', 'starts.json.bak']) await rm(join(setting.folder, 'terminal', copy), { force: true });
}

/** Lets the film play on for so long, then cuts the power; where the film was, as far as its screen could tell. */
export async function killedWhilePlaying(setting: Setting, terminal: TerminalProcess, afterMs: number): Promise<number> {
  const position = (): Promise<number> => terminal.page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
  let last = await position();
  for (const end = performance.now() + afterMs; performance.now() < end; ) last = await position();
  await powerCut(setting, terminal);
  return last;
}

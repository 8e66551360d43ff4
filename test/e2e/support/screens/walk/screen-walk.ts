import type { CountyProcess } from '../../county-process.ts';
import type { TerminalProcess } from '../../terminal-process.ts';
import type { Village } from '../../village.ts';

/** What a walk through the terminal is told. It is walked in Chinese; `visit` may show each screen in another language. */
export interface ScreenWalk {
  readonly village: Village;
  readonly terminal: TerminalProcess;
  readonly county: CountyProcess;
  /** The folder whose subfolders are sticks. */
  readonly sticks: string;
  /** The terminal's data folder. */
  readonly data: string;
  /**
   * The screen named so is there and rests. What it changes (language, size) it puts back. `again` makes what passes by
   * itself be there once more; it is called before each look.
   */
  readonly visit: (name: string, again?: () => Promise<void>) => Promise<void>;
  /** Waits for films to end where a picture is to show how that looks; else jumps to their end. */
  readonly unhurried: boolean;
}

export const MEMBER_PIN = '1357';
/** What the walk's stick is called. */
export const STICK = '东门村';

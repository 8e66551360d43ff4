import type { ParseArgsConfig } from 'node:util';
import type { CountyConfig } from '../config.ts';
import type { CountyDeps } from '../deps.ts';

/** Tells the person at the command line one line of text. */
export type Say = (line: string) => void;

export interface Argument {
  /** In capitals, as the help writes it. */
  readonly name: string;
  /** A file or folder, relative to where the person is. */
  readonly isPath?: boolean;
  /** One or more of them; only the last argument may be. */
  readonly many?: boolean;
  /** It may be left out; only the last argument may be. */
  readonly optional?: boolean;
}

interface Described {
  readonly name: string;
  readonly takes: readonly Argument[];
  /** One line, verb first. */
  readonly summary: string;
  /** What `help WORD` adds: shapes of files, what is printed, what to do next. */
  readonly details: readonly string[];
}

/** A word's own options as they were given; a switch is `1`, one that was given several times is parted by commas. */
export type WordOptions = Readonly<Record<string, string | undefined>>;

/** A word that works on the county's data: by itself, or handed to the server that has the data open. */
export interface DataWord extends Described {
  readonly kind: 'data';
  /** Options of its own, besides the settings. */
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  readonly optionsHelp?: readonly (readonly [option: string, help: string])[];
  /** Options that are files or folders, relative to where the person is. */
  readonly pathOptions?: readonly string[];
  readonly run: (deps: CountyDeps, given: readonly string[], say: Say, options: WordOptions) => Promise<void>;
}

/** A word that is a process of its own. */
export interface ProcessWord extends Described {
  readonly kind: 'process';
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly optionsHelp: readonly (readonly [option: string, help: string])[];
  readonly run: (config: CountyConfig, given: readonly string[], options: Readonly<Record<string, string | undefined>>, say: Say) => Promise<void>;
}

export type Word = DataWord | ProcessWord;

/** The command line cannot be understood. */
export class UsageError extends Error {
  /** The word it was about, whose usage is then shown. */
  readonly word: Word | null;

  constructor(message: string, word: Word | null) {
    super(message);
    this.name = 'UsageError';
    this.word = word;
  }
}

/** `publish FOLDER`, `import ENVELOPE…`. */
export function usageOf(word: Word): string {
  return [word.name, ...word.takes.map(({ name, many, optional }) => (many === true ? `${name}…` : optional === true ? `[${name}]` : name))].join(' ');
}

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { settings } from '../config.ts';
import { messageOf } from '../input.ts';
import { UsageError } from './word.ts';
import type { Word } from './word.ts';

export type CommandLine =
  | { readonly kind: 'help'; /** Null: of everything. */ readonly word: Word | null }
  | {
      readonly kind: 'word';
      readonly word: Word;
      /** The word's arguments; files and folders absolute. */
      readonly given: readonly string[];
      /** Settings and the word's own options, by name. */
      readonly options: Readonly<Record<string, string | undefined>>;
    };

/**
 * Understands a command line.
 * @throws UsageError for an unknown word or option, and for arguments that are too few or too many
 */
export function readCommandLine(args: readonly string[], words: readonly Word[], folder: string): CommandLine {
  const name = args.find((arg) => !arg.startsWith('-'));
  const asksHelp = args.some((arg) => arg === '--help' || arg === '-h');
  if (name === undefined || name === 'help') {
    if (name === undefined && !asksHelp) throw new UsageError('Which word?', null);
    const about = args.find((arg) => arg !== 'help' && !arg.startsWith('-'));
    return { kind: 'help', word: about === undefined ? null : findWord(about, words) };
  }
  const word = findWord(name, words);
  if (asksHelp) return { kind: 'help', word };
  const { values, positionals } = parse(args, word);
  const paths = word.kind === 'data' ? (word.pathOptions ?? []) : [];
  const textOf = (option: string, value: string) => (paths.includes(option) && value !== '' ? resolve(folder, value) : value);
  const options = Object.fromEntries(Object.entries(values).map(([option, value]) => [option, value === true ? '1' : textOf(option, [value].flat().join(','))]));
  return { kind: 'word', word, given: checkArguments(positionals.slice(1), word, folder), options };
}

function findWord(name: string, words: readonly Word[]): Word {
  const word = words.find((one) => one.name === name);
  if (word === undefined) throw new UsageError(`There is no word “${name}”. The words are ${words.map((one) => one.name).join(', ')}.`, null);
  return word;
}

function parse(args: readonly string[], word: Word) {
  const known = Object.values(settings).map(({ option, value }) => [option, { type: value === null ? 'boolean' : 'string' }] as const);
  const options: NonNullable<ParseArgsConfig['options']> = { ...Object.fromEntries(known), ...word.options };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(messageOf(error), word);
  }
}

function checkArguments(given: readonly string[], word: Word, folder: string): readonly string[] {
  const { takes } = word;
  const missing = takes[given.length];
  if (missing !== undefined && missing.optional !== true) throw new UsageError(`${missing.name} is missing.`, word);
  const last = takes.at(-1);
  const surplus = given[takes.length];
  if (surplus !== undefined && last?.many !== true) throw new UsageError(`“${surplus}” is one argument too many.`, word);
  return given.map((value, at) => ((takes[at] ?? last)?.isPath === true ? resolve(folder, value) : value));
}

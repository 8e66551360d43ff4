import { settings } from '../config.ts';
import type { Word } from './word.ts';
import { usageOf } from './word.ts';

/** How a person types the program's name. */
const PROGRAM = 'npm run county --';

/** The overview of all words. */
export function overview(words: readonly Word[]): string {
  return [
    'The county: publishes programs, information and rosters to its terminal sites, and collects what they record.',
    '',
    `  ${PROGRAM} WORD [OPTIONS]`,
    '',
    'Words',
    ...columns(words.map((word) => [usageOf(word), word.summary])),
    '',
    `  ${PROGRAM} help WORD tells more about one of them.`,
    '',
    'A first day',
    `  ${PROGRAM} serve                       leave it running; it prints a link to choose your name and password`,
    `  ${PROGRAM} site sites.json             from another window: register your sites …`,
    `  ${PROGRAM} roster dongmen members.csv  … name the members of one …`,
    `  ${PROGRAM} publish issue-2026-11/      … publish an issue …`,
    `  ${PROGRAM} enrol dongmen               … and print the code that a terminal at the site is set up with`,
    '',
    ...settingsHelp(),
  ].join('\n');
}

/** The help of one word. */
export function helpOf(word: Word): string {
  const options = word.optionsHelp ?? [];
  return [
    `  ${PROGRAM} ${usageOf(word)} [OPTIONS]`,
    '',
    `${word.summary}.`,
    ...word.details,
    '',
    ...(options.length === 0 ? [] : ['Options', ...columns(options), '']),
    ...settingsHelp(),
  ].join('\n');
}

function settingsHelp(): readonly string[] {
  return [
    'Settings (the command line goes before the environment)',
    ...columns(
      Object.values(settings).map(({ option, variable, value, help }) => [value === null ? `--${option}` : `--${option} ${value}`, `${help} [${variable}]`]),
    ),
  ];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../config.ts';
import type { CountyConfig } from '../config.ts';
import { openCounty } from '../county.ts';
import { DatabaseInUseError } from '../database/folder-lock.ts';
import type { CountyDeps } from '../deps.ts';
import { InputError } from '../input.ts';
import { readCommandLine } from './command-line.ts';
import { controlAddress, handWord } from './control.ts';
import { faultsOf } from './faults.ts';
import { helpOf, overview } from './help.ts';
import { usageOf, UsageError } from './word.ts';
import type { DataWord, Say } from './word.ts';
import { words } from './words.ts';

/** How long a word waits for another one that has the data folder, or for a server that is about to start. */
const WAIT_FOR_DATA_MS = 20_000;
const TRY_EVERY_MS = 250;

/** Does what the command line says. Returns the exit code: 0 done, 1 not done, 2 not understood. */
export async function main(args: readonly string[], say: Say, complain: Say): Promise<number> {
  try {
    const asked = readCommandLine(args, words, process.cwd());
    if (asked.kind === 'help') {
      say(asked.word === null ? overview(words) : helpOf(asked.word));
      return 0;
    }
    const config = readSettings(asked.options);
    if (asked.word.kind === 'process') await asked.word.run(config, asked.given, asked.options, say);
    else await runOnData(config, asked.word, asked.given, ownOptions(asked.word, asked.options), say);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      complain(error.message);
      complain(error.word === null ? 'npm run county -- --help shows all words.' : `Usage: npm run county -- ${usageOf(error.word)}`);
      return 2;
    }
    const faults = faultsOf(error);
    for (const fault of faults ?? [error instanceof Error ? (error.stack ?? error.message) : String(error)]) complain(fault);
    return 1;
  }
}

/** @throws UsageError: settings are a part of the command line, or as good as one */
function readSettings(options: Readonly<Record<string, string | undefined>>): CountyConfig {
  try {
    return readConfig(options, process.env);
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(error.message, null);
    throw error;
  }
}

/** What was given of the options that are the word's own. */
function ownOptions(word: DataWord, options: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(word.options ?? {}).flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
}

async function runOnData(config: CountyConfig, word: DataWord, given: readonly string[], options: Readonly<Record<string, string>>, say: Say): Promise<void> {
  const deps = await openOrHandOver(config, word, given, options, say);
  if (deps === null) return;
  try {
    await word.run(deps, given, say, options);
  } finally {
    await deps.database.close();
  }
}

/** The county's data; null when a running server has it and has done the word instead. */
async function openOrHandOver(
  config: CountyConfig,
  word: DataWord,
  given: readonly string[],
  options: Readonly<Record<string, string>>,
  say: Say,
): Promise<CountyDeps | null> {
  const address = controlAddress(config.data);
  const until = Date.now() + WAIT_FOR_DATA_MS;
  for (;;) {
    if (config.databaseUrl === null && (await handWord(address, { word: word.name, given: [...given], options }, say))) return null;
    try {
      return await openCounty(config);
    } catch (error) {
      // Another word, or a server that does not take words yet: both are soon over.
      if (!(error instanceof DatabaseInUseError) || Date.now() > until) throw error;
      await wait(TRY_EVERY_MS);
    }
  }
}

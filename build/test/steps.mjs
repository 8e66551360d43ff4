// @ts-check
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { out } from '../run/paths.mjs';
import { hasCode } from '../run/problem.mjs';
import { say } from '../run/say.mjs';
import { providePostgres } from '../setup/postgres.mjs';
import { audit } from './audit.mjs';
import { countTests } from './vitest-count.mjs';

/** @typedef {import('./vitest-count.mjs').Count} Count */

/**
 * Runs a program to its end, its output shown; gives its exit code, null when a signal ended it.
 *
 * @typedef {(words: readonly string[], environment?: NodeJS.ProcessEnv) => Promise<number | null>} RunNode
 *
 * @typedef {(runNode: RunNode, electron: () => Promise<NodeJS.ProcessEnv>) => Promise<Count>} Step
 */

/** @satisfies {Record<string, Step>} */
export const steps = {
  lint: (runNode) => check(runNode, ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']),
  types: (runNode) => check(runNode, ['node_modules/typescript/bin/tsc', '--build']),
  /** Known holes in what the product is shipped with. */
  audit: () => audit(),
  unit: (runNode) => tests(runNode, 'unit'),
  build: (runNode) => check(runNode, ['build/build.mjs']),
  integration: (runNode) => tests(runNode, 'integration'),
  /** What depends on the database, once more on a PostgreSQL server. */
  postgres: async (runNode) => {
    if (await providePostgres()) return tests(runNode, 'postgres');
    say('postgres: not run, for there is no PostgreSQL here and it cannot be installed (Debian’s package is called postgresql)');
    return { passed: 0, failed: 0 };
  },
  e2e: async (runNode, electron) => tests(runNode, 'e2e', await electron()),
};

/** How many programs with windows are tested at a time. Much of such a test is a film at its own speed. */
export const E2E_AT_ONCE = 2;

/**
 * The order: phases come one after the other, the lanes of a phase beside each other, the steps of a lane one after the
 * other. Lint takes one processor for minutes; the tests of a phase with one lane use two themselves.
 *
 * @type {readonly (readonly (readonly (keyof typeof steps)[])[])[]}
 */
export const phases = [[['lint'], ['audit', 'types', 'unit', 'build']], [['integration']], [['postgres']], [['e2e']]];

/** @returns {Promise<Count>} */
async function check(/** @type {RunNode} */ runNode, /** @type {readonly string[]} */ words) {
  return (await runNode(words)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function tests(/** @type {RunNode} */ runNode, /** @type {string} */ name, /** @type {NodeJS.ProcessEnv} */ environment = process.env) {
  const file = join(out, 'test', `${name}.json`);
  await mkdir(join(out, 'test'), { recursive: true });
  await rm(file, { force: true });
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runNode(['node_modules/vitest/vitest.mjs', 'run', '--project', name, ...reporters], environment);
  return countTests(await readReport(file), code);
}

async function readReport(/** @type {string} */ file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return null; // The runner broke off.
    throw error;
  }
}

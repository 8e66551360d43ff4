// @ts-check
// npm test: sets up what is missing, then runs every check, or those named (npm test -- unit e2e).
// The last line is `N passed, N failed`.
import { readFile } from 'node:fs/promises';
import { electronEnvironment } from './run/electron-environment.mjs';
import { newHousehold } from './run/household.mjs';
import { logFile } from './run/log.mjs';
import { runMain } from './run/main.mjs';
import { Problem } from './run/problem.mjs';
import { say } from './run/say.mjs';
import { stop, stopped } from './run/stop.mjs';
import { beginVirtualDisplay, needsVirtualDisplay } from './run/virtual-display.mjs';
import { setUpElectron } from './setup/set-up.mjs';
import { E2E_AT_ONCE, phases, steps } from './test/steps.mjs';

/** @typedef {keyof typeof steps} StepName */

await runMain(async () => {
  const names = namesFrom(process.argv.slice(2));
  const runtime = await setUpElectron();
  const household = await newHousehold();
  try {
    return await Promise.race([runAll(names, household, runtime), stopped.then(() => Promise.reject(stop.reason))]);
  } finally {
    await household.end();
  }
});

/**
 * @param {readonly StepName[]} names
 * @param {import('./run/household.mjs').Household} household
 * @param {import('./setup/electron.mjs').Runtime} runtime
 */
async function runAll(names, household, runtime) {
  const electron = async () => {
    const displays = needsVirtualDisplay() ? await Promise.all(logNames(E2E_AT_ONCE).map((name) => beginVirtualDisplay(household, logFile(name)))) : [];
    const environment = electronEnvironment(runtime, displays[0]?.display ?? null);
    return { ...environment, TEST_DISPLAYS: displays.map(({ display }) => display).join(',') };
  };
  const sum = { passed: 0, failed: 0 };
  for (const phase of phases) {
    const lanes = phase.map((lane) => lane.filter((name) => names.includes(name))).filter((lane) => lane.length > 0);
    await Promise.all(
      lanes.map(async (lane) => {
        for (const name of lane) {
          const { passed, failed } = await runStep(name, household, electron, lanes.length > 1);
          stop.throwIfAborted();
          sum.passed += passed;
          sum.failed += failed;
        }
      }),
    );
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

/**
 * @param {StepName} name
 * @param {import('./run/household.mjs').Household} household
 * @param {() => Promise<NodeJS.ProcessEnv>} electron
 * @param {boolean} besideOthers what it prints is then shown when it has ended, so that two do not mix
 */
async function runStep(name, household, electron, besideOthers) {
  const log = besideOthers ? logFile(`test-${name}`) : undefined;
  if (log === undefined) console.log(`\n── ${name}`);
  let ran = false;
  /** @type {import('./test/steps.mjs').RunNode} */
  const runNode = async (words, env = process.env) => {
    ran = true;
    return (await (await household.begin(words[0] ?? '', process.execPath, words, { env, ...(log === undefined ? {} : { log }) })).ended).code;
  };
  const start = performance.now();
  const { passed, failed } = await steps[name](runNode, electron);
  if (log !== undefined) console.log(`\n── ${name}\n${ran ? await readFile(log, 'utf8') : ''}`);
  say(`${name}: ${passed} passed, ${failed} failed in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return { passed, failed };
}

/** @returns {string[]} */
function logNames(/** @type {number} */ count) {
  return Array.from({ length: count }, (_, index) => `test-display-${index + 1}`);
}

/** @returns {StepName[]} */
function namesFrom(/** @type {readonly string[]} */ words) {
  const all = /** @type {StepName[]} */ (Object.keys(steps));
  const unknown = words.filter((word) => !Object.hasOwn(steps, word));
  if (unknown.length > 0) throw new Problem(`There is no check called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  return words.length > 0 ? all.filter((name) => words.includes(name)) : all;
}

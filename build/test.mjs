// @ts-check
// npm test: sets up what is missing, then runs every check, or those named (npm test -- unit e2e).
// The last line is `N passed, N failed`.
import { electronEnvironment } from './run/electron-environment.mjs';
import { newHousehold } from './run/household.mjs';
import { logFile } from './run/log.mjs';
import { runMain } from './run/main.mjs';
import { Problem } from './run/problem.mjs';
import { say } from './run/say.mjs';
import { stop, stopped } from './run/stop.mjs';
import { beginVirtualDisplay, needsVirtualDisplay } from './run/virtual-display.mjs';
import { setUpElectron } from './setup/set-up.mjs';
import { steps } from './test/steps.mjs';

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
  /** @type {import('./test/steps.mjs').RunNode} */
  const runNode = async (words, env = process.env) => (await (await household.begin(words[0] ?? '', process.execPath, words, { env })).ended).code;
  const electron = async () => {
    const display = needsVirtualDisplay() ? (await beginVirtualDisplay(household, logFile('test-display'))).display : null;
    return electronEnvironment(runtime, display);
  };
  const sum = { passed: 0, failed: 0 };
  for (const name of names) {
    console.log(`\n── ${name}`);
    const start = performance.now();
    const { passed, failed } = await steps[name](runNode, electron);
    stop.throwIfAborted();
    sum.passed += passed;
    sum.failed += failed;
    say(`${name}: ${passed} passed, ${failed} failed in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

/** @returns {StepName[]} */
function namesFrom(/** @type {readonly string[]} */ words) {
  const all = /** @type {StepName[]} */ (Object.keys(steps));
  const unknown = words.filter((word) => !Object.hasOwn(steps, word));
  if (unknown.length > 0) throw new Problem(`There is no check called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  return words.length > 0 ? all.filter((name) => words.includes(name)) : all;
}

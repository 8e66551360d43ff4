// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setUpPackages } from '../setup/set-up.mjs';
import { bundle } from './bundle.mjs';
import { newHousehold } from './household.mjs';
import { runMain } from './main.mjs';
import { project } from './paths.mjs';
import { exitCodeOf, stop, stopped } from './stop.mjs';

/**
 * The body of a command that runs one part of `test/<kind>/`: the program `PART.ts`, with the words after its name, and
 * beside it as `NAME.child.js` the programs `PART/NAME.child.ts` that it starts. Ends as the part ends.
 *
 * @param {'chaos' | 'bench'} kind
 */
export function runPart(kind) {
  return runMain(async () => {
    const [part = '', ...words] = process.argv.slice(2);
    const parts = partsOf(kind);
    if (!parts.includes(part)) {
      console.error(`npm run ${kind} -- PART …   with one of these parts: ${parts.join(', ') || '(there are none yet)'}`);
      return 2;
    }
    await setUpPackages();
    const folder = `out/${kind}/${part}`;
    await bundle({ [part]: `test/${kind}/${part}.ts`, ...children(`test/${kind}/${part}`) }, folder);
    const household = await newHousehold();
    try {
      const program = await household.begin(part, process.execPath, ['--enable-source-maps', join(project, folder, `${part}.js`), ...words]);
      const ending = await Promise.race([program.ended, stopped.then(() => Promise.reject(stop.reason))]);
      return ending.code ?? exitCodeOf(ending.signal);
    } finally {
      await household.end();
    }
  });
}

function partsOf(/** @type {string} */ kind) {
  return filesIn(`test/${kind}`).filter((name) => /^[^.]+\.ts$/.test(name)).map((name) => basename(name, '.ts'));
}

function children(/** @type {string} */ folder) {
  const names = filesIn(folder).filter((name) => name.endsWith('.child.ts'));
  return Object.fromEntries(names.map((name) => [basename(name, '.ts'), `${folder}/${name}`]));
}

function filesIn(/** @type {string} */ folder) {
  return existsSync(join(project, folder)) ? readdirSync(join(project, folder)) : [];
}

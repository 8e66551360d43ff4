// @ts-check
// npm run screens: walks through the real program and saves a picture of every screen, in both languages, to docs/screens.
import { join } from 'node:path';
import { bundle } from './run/bundle.mjs';
import { newHousehold } from './run/household.mjs';
import { runMain } from './run/main.mjs';
import { project } from './run/paths.mjs';
import { exitCodeOf, stop, stopped } from './run/stop.mjs';
import { setUpPackages } from './setup/set-up.mjs';

/** As deep as the parts of chaos and bench, which find the project by where they lie. */
const FOLDER = 'out/screens/program';

await runMain(async () => {
  await setUpPackages();
  await bundle({ pictures: 'test/screens/pictures.ts' }, FOLDER);
  const household = await newHousehold();
  try {
    const program = await household.begin('screens', process.execPath, ['--enable-source-maps', join(project, FOLDER, 'pictures.js')]);
    const ending = await Promise.race([program.ended, stopped.then(() => Promise.reject(stop.reason))]);
    return ending.code ?? exitCodeOf(ending.signal);
  } finally {
    await household.end();
  }
});

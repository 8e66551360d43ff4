// @ts-check
// npm run county -- WORDS: sets up what is missing, then becomes the county's own program, with these words.
import { pathToFileURL } from 'node:url';
import { countyData, countyProgram } from './run/county.mjs';
import { runMain } from './run/main.mjs';
import { sayAside } from './run/say.mjs';
import { buildWhatChanged } from './setup/build.mjs';
import { countyOutputs } from './setup/outputs.mjs';
import { setUpPackages } from './setup/set-up.mjs';

sayAside();
await runMain(async () => {
  await setUpPackages();
  await buildWhatChanged(countyOutputs);
  return 0;
});
if (process.exitCode === 0) {
  process.env.COUNTY_DATA = countyData;
  process.setSourceMapsEnabled(true);
  process.argv[1] = countyProgram;
  await import(pathToFileURL(countyProgram).href);
}

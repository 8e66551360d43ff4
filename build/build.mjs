// @ts-check
// Builds what is named (npm run build -- main preload), or everything.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runMain } from './run/main.mjs';
import { project } from './run/paths.mjs';
import { messageOf, Problem } from './run/problem.mjs';
import { stamped } from './setup/build.mjs';
import { isOutput, outputs } from './setup/outputs.mjs';
import { installPackages } from './setup/packages.mjs';

await runMain(async () => {
  const names = namesFrom(process.argv.slice(2));
  await installPackages();
  const { build } = await import('vite');
  for (const name of names) {
    const { entry, product } = outputs[name];
    if (!existsSync(join(project, entry))) throw new Problem(`${name} cannot be built: ${entry} is missing.`);
    try {
      await stamped(name, () => build({ configFile: join(project, 'build', 'vite', `${name}.config.mjs`), logLevel: 'warn' }));
    } catch (error) {
      throw new Problem(`${name} could not be built:\n${stripVTControlCharacters(messageOf(error))}`);
    }
    console.log(`${name}: ${product}`);
  }
  return 0;
});

function namesFrom(/** @type {readonly string[]} */ words) {
  const unknown = words.filter((word) => !isOutput(word));
  if (unknown.length > 0) throw new Problem(`There is no ${unknown.join(', ')} to build. There are: ${Object.keys(outputs).join(', ')}.`);
  return words.length > 0 ? words.filter(isOutput) : Object.keys(outputs).filter(isOutput);
}

// @ts-check
// npm run dist: packages the terminal for this system. With --dir as a folder only, which needs no network beyond the
// package registry; with --trial that folder is one to be driven by tests, on whatever Electron there is; with --check the
// configuration of every target is checked and nothing is made.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from './dist/check.mjs';
import { configuration, EXECUTABLE } from './dist/configuration.mjs';
import { writeReleaseSheet } from './dist/release-sheet.mjs';
import { installedSize } from './dist/sizes.mjs';
import { verify } from './dist/verify.mjs';
import { runMain } from './run/main.mjs';
import { project } from './run/paths.mjs';
import { Problem } from './run/problem.mjs';
import { say } from './run/say.mjs';
import { terminalOutputs } from './setup/outputs.mjs';
import { setUpProgram } from './setup/set-up.mjs';

await runMain(async () => {
  const words = new Set(process.argv.slice(2));
  const [trial, checkOnly] = [words.delete('--trial'), words.delete('--check')];
  const dirOnly = words.delete('--dir') || trial;
  if (words.size > 0) throw new Problem(`npm run dist [-- --dir | --trial | --check]; ${[...words].join(' ')} is not known.`);
  const runtime = await setUpProgram(terminalOutputs);
  const development = trial || runtime.name === 'carried';
  const folder = process.env.DIST_FOLDER || join(project, 'dist', development ? 'development' : 'release');
  const config = await configuration({ runtime, folder, development });
  await check(config);
  if (checkOnly) {
    say('the configuration of every target is valid');
    return 0;
  }
  if (development && !dirOnly) {
    throw new Problem('A release is made on the official Electron, which could not be fetched here. "npm run dist -- --dir" makes a folder to try out.');
  }
  await rm(folder, { recursive: true, force: true });
  const { build, Platform } = await import('electron-builder');
  process.env.CSC_IDENTITY_AUTO_DISCOVERY = 'false';
  await build({ projectDir: project, config, publish: 'never', ...(dirOnly ? { targets: Platform.current().createTarget('dir') } : {}) });
  const program = join(folder, process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
  if (existsSync(program)) {
    await verify({ folder: program, executable: EXECUTABLE + (process.platform === 'win32' ? '.exe' : ''), development });
    await writeReleaseSheet(program, { version: config.buildVersion ?? '', development });
    say(`${join(program, EXECUTABLE)}${development ? ' (for development only)' : ''}`);
    for (const { part, bytes } of await installedSize(program)) say(`${(bytes / 1024 ** 2).toFixed(1).padStart(7)} MB  ${part}`);
  }
  return 0;
});

// @ts-check
import { createRequire } from 'node:module';
import { Problem } from '../run/problem.mjs';

/** Checks the configuration by electron-builder's own schema, every target with it. @param {import('electron-builder').Configuration} config */
export async function check(config) {
  const require = createRequire(import.meta.url);
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js');
  const { DebugLogger } = require('builder-util');
  try {
    await validateConfiguration(config, new DebugLogger(false));
  } catch (error) {
    throw new Problem(`electron-builder does not take the configuration:\n${error instanceof Error ? error.message : String(error)}`);
  }
}

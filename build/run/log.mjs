// @ts-check
import { once } from 'node:events';
import { readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { data } from './paths.mjs';

/** The file that gets what a program prints. */
export function logFile(/** @type {string} */ name) {
  return join(data, 'logs', `${name}.log`);
}

/**
 * Resolves when a program has printed a text into its log.
 *
 * @param {string} log
 * @param {string} text
 * @param {AbortSignal} signal rejects when it is aborted
 */
export async function printed(log, text, signal) {
  const watcher = watch(log);
  try {
    while (!readFileSync(log, 'utf8').includes(text)) await once(watcher, 'change', { signal });
  } finally {
    watcher.close();
  }
}

/**
 * How a program ended, and the last that it printed, for the person who has to find out why.
 *
 * @param {string} name
 * @param {import('./household.mjs').Ending} ending
 * @param {string} log
 */
export function describeEnding(name, { code, signal }, log) {
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  // Chromium looks for a desktop's message bus in vain and goes on without it.
  const said = lines.filter((line) => !line.includes(':ERROR:bus.cc')).slice(-30);
  return `${name} ended ${how}. The end of ${log}:\n${said.join('\n')}`;
}

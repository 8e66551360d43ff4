// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../run/paths.mjs';
import { Problem } from '../run/problem.mjs';

/** Refuses a Node that is older than package.json asks for. */
export function checkNodeVersion(running = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const needed = String(engines.node).replace('>=', '');
  if (compareVersions(running, needed) < 0) {
    throw new Problem(`Node ${needed} or newer is needed; this is ${running}. It can be had from https://nodejs.org.`);
  }
}

/** Negative when `a` is older, positive when it is newer; missing parts are 0. */
export function compareVersions(/** @type {string} */ a, /** @type {string} */ b) {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => Number.parseInt(part, 10)));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

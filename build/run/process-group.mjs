// @ts-check
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from './living.mjs';
import { hasCode } from './problem.mjs';

// A child that leads a group of its own takes its own children with it when the group is killed, and is not reached by
// the Ctrl-C that the terminal window sends to this program's group. Windows knows no such groups.
export const hasGroups = process.platform !== 'win32';

/**
 * Asks a child that leads a group to end, waits for it, and kills it after `patienceMs`. What is left of its group then
 * is killed.
 *
 * @param {number} leader its process id
 * @param {number} patienceMs
 */
export async function endGroup(leader, patienceMs) {
  // Only the leader is asked: it ends its own children in its own order.
  send(leader, 'SIGTERM');
  for (const start = Date.now(); isAlive(leader) && Date.now() - start < patienceMs; ) await wait(50);
  send(hasGroups ? -leader : leader, 'SIGKILL');
}

function send(/** @type {number} */ receiver, /** @type {NodeJS.Signals} */ signal) {
  try {
    process.kill(receiver, signal);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error; // Nobody is left to get it.
  }
}

// @ts-check
import { readFileSync } from 'node:fs';
import { hasCode } from './problem.mjs';

/** Whether a process is there and has not ended; one that has, and waits for its parent to notice, has ended. */
export function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM'); // It lives and belongs to somebody else.
  }
  return statOf(pid)?.state !== 'Z';
}

/** Clock ticks from boot to a process's beginning: process ids are used again. Empty where the system does not say. */
export function beginningOf(/** @type {number} */ pid) {
  return statOf(pid)?.beginning ?? '';
}

/** Its name and its parent's process id; both empty where the system does not say. */
export function descentOf(/** @type {number} */ pid) {
  const { name = '', parent = '' } = statOf(pid) ?? {};
  return { name, parent };
}

/** Null where the system does not tell: only Linux does. */
function statOf(/** @type {number} */ pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name, in parentheses, may hold anything; the other fields come after it.
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  return { name: stat.slice(stat.indexOf('(') + 1, end), state: fields[0] ?? '', parent: fields[1] ?? '', beginning: fields[19] ?? '' };
}

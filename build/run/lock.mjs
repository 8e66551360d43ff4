// @ts-check
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beginningOf, isAlive } from './living.mjs';
import { hasCode } from './problem.mjs';
import { stop } from './stop.mjs';

/** A lock is a file with its holder's process id and, where the system tells it (Linux), when that process began. */
const written = /^(\d+) (\S*)$/;

/**
 * Takes a lock and gives back how to let go of it. Null when a living process holds it; the file of one that has died
 * is taken over.
 *
 * @param {string} file
 * @returns {(() => void) | null}
 */
export function tryLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${randomUUID()}`;
  writeFileSync(aside, `${process.pid} ${beginningOf(process.pid)}`);
  try {
    // A link appears whole or not at all, and never replaces a file.
    while (!linkIfFree(aside, file)) {
      if (holderOf(file) !== null) return null;
      takeAway(file, `${aside}.dead`);
    }
  } finally {
    rmSync(aside, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/**
 * As `tryLock`, but waits until the holder lets go.
 *
 * @param {string} file
 * @param {() => void} onWaiting called once, when there is something to wait for
 */
export async function lock(file, onWaiting) {
  for (let first = true; ; first = false) {
    const release = tryLock(file);
    if (release !== null) return release;
    if (first) onWaiting();
    await wait(500, undefined, { signal: stop });
  }
}

/** The process id of a lock's living holder, or null. */
export function holderOf(/** @type {string} */ file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null; // Let go of at this moment.
    throw error;
  }
  const [, pid, beginning] = written.exec(text) ?? [];
  return pid !== undefined && isAlive(Number(pid)) && beginningOf(Number(pid)) === beginning ? Number(pid) : null;
}

function linkIfFree(/** @type {string} */ from, /** @type {string} */ to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function takeAway(/** @type {string} */ file, /** @type {string} */ aside) {
  try {
    renameSync(file, aside);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  rmSync(aside, { force: true });
}

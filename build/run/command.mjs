// @ts-check
import { spawn } from 'node:child_process';
import { project } from './paths.mjs';
import { stop } from './stop.mjs';

/**
 * @typedef {object} Finished
 * @property {number | null} code null when a signal ended it
 * @property {boolean} timedOut
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a program to its end, quietly: what it prints is returned. Rejects when it cannot be started, or when this
 * command is asked to stop.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options] after `timeoutMs` it is killed
 * @returns {Promise<Finished>}
 */
export function finish(program, words, { cwd = project, env = process.env, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    // npm is a .cmd file on Windows, which only a shell can start.
    const shell = process.platform === 'win32' && program === 'npm';
    const child = spawn(program, words, { cwd, env, shell, signal: stop, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr, timedOut] = ['', '', false];
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stderr += text));
    const timer =
      timeoutMs &&
      setTimeout(() => {
        timedOut = true;
        child.kill('SIGKILL');
      }, timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, timedOut, stdout, stderr });
    });
  });
}

/** The last lines a program printed, errors last: what to show when it failed. */
export function lastLines(/** @type {Finished} */ { stdout, stderr }, count = 30) {
  return `${stdout.trimEnd()}\n${stderr.trimEnd()}`.trim().split('\n').slice(-count).join('\n');
}

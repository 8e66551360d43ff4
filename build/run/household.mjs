// @ts-check
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { project } from './paths.mjs';
import { endGroup, hasGroups } from './process-group.mjs';

/**
 * A program that runs until it is ended.
 *
 * @typedef {object} Member
 * @property {string} name what people call it
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<Ending>} ended
 *
 * @typedef {{ code: number, signal: null } | { code: null, signal: NodeJS.Signals }} Ending
 *
 * @typedef {object} MemberOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [log] file that gets what it prints; without it, that is shown
 * @property {boolean} [channel] whether it can send messages
 * @property {boolean} [output] whether its standard output is for the caller to read
 *
 * @typedef {object} Household
 * @property {(name: string, program: string, words: readonly string[], options?: MemberOptions) => Promise<Member>} begin
 * @property {() => Promise<void>} end ends every member that is still there, the last begun first
 */

/**
 * Programs that are begun one after the other and end together, whatever happens to the process that began them: when
 * that one is killed, a caretaker ends them.
 *
 * @param {{ patienceMs?: number }} [options] how long each may take to end before it is killed
 * @returns {Promise<Household>}
 */
export async function newHousehold({ patienceMs = 20_000 } = {}) {
  const caretaker = fork(fileURLToPath(new URL('caretaker.mjs', import.meta.url)), [String(patienceMs)], {
    detached: hasGroups,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await Promise.race([once(caretaker, 'message'), once(caretaker, 'exit').then(() => Promise.reject(new Error('the caretaker ended')))]);
  const tell = (/** @type {import('./caretaker.mjs').News} */ news) => caretaker.connected && caretaker.send(news);
  /** Process id → that it and its children are gone; in the order in which they began. @type {Map<number, Promise<void>>} */
  const members = new Map();
  let over = false;

  return {
    begin: async (name, program, words, { env = process.env, log, channel = false, output = false } = {}) => {
      if (over) throw new Error(`${name} was begun after the end`);
      const shown = log === undefined ? 'inherit' : openLog(log);
      /** @type {import('node:child_process').StdioOptions} */
      const stdio = ['ignore', output ? 'pipe' : shown, shown, ...(channel ? [/** @type {const} */ ('ipc')] : [])];
      const child = spawn(program, words, { cwd: project, env, stdio, detached: hasGroups });
      if (typeof shown === 'number') closeSync(shown);
      if (child.pid === undefined) throw await once(child, 'error').then(([error]) => error);
      const { pid } = child;
      tell({ began: pid });
      /** @type {Promise<Ending>} */
      const ended = new Promise((resolve) => {
        child.once('exit', (code, signal) => resolve(/** @type {Ending} */ ({ code, signal })));
      });
      const gone = ended.then(async () => {
        await endGroup(pid, patienceMs); // What it may have left behind goes with it.
        members.delete(pid);
        tell({ ended: pid });
      });
      members.set(pid, gone);
      return { name, process: child, ended };
    },
    end: async () => {
      over = true;
      for (const [pid, gone] of [...members].reverse()) {
        await endGroup(pid, patienceMs);
        await gone;
      }
      if (caretaker.connected) caretaker.disconnect();
    },
  };
}

function openLog(/** @type {string} */ file) {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'w');
}

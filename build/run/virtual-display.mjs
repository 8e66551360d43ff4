// @ts-check
import { createInterface } from 'node:readline';
import { finish } from './command.mjs';
import { hasCode, Problem } from './problem.mjs';
import { say } from './say.mjs';

const SCREEN = '1366x768x24';

/** Whether windows have nowhere to appear on this machine. */
export function needsVirtualDisplay(environment = process.env) {
  return process.platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY;
}

/** Whether the program that makes a virtual display is installed. */
export async function hasVirtualDisplay() {
  try {
    await finish('Xvfb', ['-help']);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/**
 * Begins a virtual display at a free number and resolves, with its name, when it takes windows.
 *
 * @param {import('./household.mjs').Household} household
 * @param {string} log
 */
export async function beginVirtualDisplay(household, log) {
  const words = ['-displayfd', '1', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
  const member = await household.begin('The virtual display', 'Xvfb', words, { log, output: true });
  const { stdout } = member.process;
  if (stdout === null) throw new Error('the virtual display was begun without its output');
  // It writes its number when it is ready.
  const number = await new Promise((resolve) => {
    createInterface(stdout).once('line', resolve).once('close', () => resolve(null));
  });
  if (number === null) throw new Problem(`The virtual display could not be begun; see ${log}.`);
  say(`display: none here, so a virtual one is used (:${number}, ${SCREEN})`);
  return { ...member, display: `:${number}` };
}

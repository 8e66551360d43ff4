// @ts-check
import { constants } from 'node:os';
import { descentOf } from './living.mjs';

const controller = new AbortController();

/** Aborted, with the signal's name, when the person at the screen or the system asks this command to end. @type {AbortSignal} */
export const stop = controller.signal;

/** Resolves, with the signal's name, when `stop` is aborted. */
export const stopped = /** @type {Promise<NodeJS.Signals>} */ (
  new Promise((resolve) => {
    stop.addEventListener('abort', () => resolve(stop.reason), { once: true });
  })
);

/**
 * From now on the signals that ask a program to end abort `stop` instead of ending this process at once; so does the
 * death of the npm that runs this command, which was killed and could not pass on a signal. Gives the end of it.
 */
export function listenForStop() {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => controller.abort(signal);
  for (const signal of signals) process.on(signal, onSignal);
  const descent = descentFromNpm();
  const watch = setInterval(() => descentFromNpm() !== descent && onSignal('SIGHUP'), 250);
  watch.unref();
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/** The processes between npm and this one, whose parents change when npm dies. Empty when it was not begun by npm. */
function descentFromNpm() {
  if (process.env.npm_lifecycle_event === undefined) return '';
  const { name, parent } = descentOf(process.ppid);
  return name.endsWith('sh') ? `${process.ppid} ${parent}` : `${process.ppid}`;
}

/** What a shell calls the exit code of a program that a signal ended. */
export function exitCodeOf(/** @type {NodeJS.Signals} */ signal) {
  return 128 + constants.signals[signal];
}

// @ts-check
import { Problem } from './problem.mjs';
import { exitCodeOf, listenForStop, stop } from './stop.mjs';

/**
 * Runs a command's body and ends the process with the exit code it gives; with 1 after showing what went wrong: the
 * message of a `Problem`, the whole stack of anything else; or as a signal says that stopped it.
 *
 * @param {() => Promise<number>} body
 */
export async function runMain(body) {
  const unlisten = listenForStop();
  try {
    process.exitCode = await body();
  } catch (thrown) {
    process.exitCode = stop.aborted ? exitCodeOf(stop.reason) : 1;
    if (!stop.aborted) console.error(thrown instanceof Problem ? `\n${thrown.message}` : thrown);
  } finally {
    unlisten();
  }
}

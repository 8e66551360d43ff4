import { readdir } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import { queryObjects, setFlagsFromString } from 'node:v8';

/** What a process holds once everything that nobody needs is given back. */
export interface Held {
  readonly heapMb: number;
  /** Functions that live: every listener is one, with what it closes over. */
  readonly functions: number;
  /** Open files and sockets of the process, and what Node waits for. */
  readonly handles: number;
  readonly residentMb: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Of this process, with the memory outside the heap that it answers for. */
export async function held(): Promise<Held> {
  for (let time = 0; time < 3; time += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const functions = Number(queryObjects(Function));
  const { heapUsed, external, rss } = process.memoryUsage();
  const handles = (await readdir('/proc/self/fd')).length + process.getActiveResourcesInfo().filter((name) => name !== 'Timeout' && name !== 'Immediate').length;
  return { heapMb: (heapUsed + external) / 2 ** 20, functions, handles, residentMb: rss / 2 ** 20 };
}

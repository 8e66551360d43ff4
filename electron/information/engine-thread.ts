import { Worker } from 'node:worker_threads';
import type { InformationItem, Picture } from '../../contract/information/item.ts';
import type { Problem } from '../../contract/problem.ts';
import type { EngineOptions, EngineState, InformationEngine, Taken } from './engine.ts';
import type { InformationWorkerData } from './information.worker.ts';
import type { Found } from './search.ts';
import { createThreadCaller } from './thread-calls.ts';
import type { ThreadAnswer, ThreadNews } from './thread-calls.ts';

export type EngineThreadOptions = Omit<EngineOptions, 'build' | 'clock'> & {
  /** The built `information.worker`. */
  readonly program: string;
};

/** The engine in a thread of its own. Rejects when it cannot be opened there. */
export async function openEngineThread(options: EngineThreadOptions): Promise<InformationEngine> {
  const data: InformationWorkerData = { role: 'search', folder: options.folder, countyKey: options.countyKey, program: options.program };
  const worker = new Worker(options.program, { workerData: data, execArgv: [] });
  const { call, take, end } = createThreadCaller((message, transfer) => worker.postMessage(message, [...transfer]));
  let closing = false;
  let state: EngineState | null = null;

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: ThreadAnswer | ThreadNews) => {
      if ('answer' in message) take(message);
      else if (message.news === 'state') options.onState((state = message.value as EngineState));
      else if (message.news === 'preparing') options.onPreparing(message.value as number | null);
      else if (message.news === 'problem') options.onProblem(message.value as Problem);
      else if (message.news === 'fault') options.onFault(message.value);
      else resolve();
    });
    const ended = (error: Error): void => {
      reject(error);
      end(error);
      if (!closing) options.onFault(error);
    };
    worker.on('error', ended);
    worker.on('exit', () => {
      if (!closing) ended(new Error('the thread of the information ended'));
    });
  });

  return {
    state: () => state ?? { version: 0, publishedAt: null, lastDays: { 'market-price': [], 'supply-demand': [], technique: [], policy: [], contact: [] } },
    find: (...args) => call<Found>('find', args),
    suggest: (...args) => call<readonly string[]>('suggest', args),
    item: (id) => call<InformationItem | null>('item', [id]),
    pictures: () => call<readonly Picture[]>('pictures', []),
    accept: (text) => {
      const copy = Uint8Array.from(text); // A copy of its own can be handed over; the caller's may be part of a larger one.
      return call<Taken>('accept', [copy], [copy.buffer]);
    },
    settled: () => call('settled', []),
    close: async () => {
      closing = true;
      await call('close', []);
      await worker.terminate();
    },
  };
}

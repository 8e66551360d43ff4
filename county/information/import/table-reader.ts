import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { InformationKind } from '../../../contract/information/item.ts';
import { tableFault } from './fault.ts';
import type { ReadTable } from './read-table.ts';

/** What a hostile file may cost. */
export interface ReaderLimits {
  readonly heapMb: number;
  readonly ms: number;
}

const defaults: ReaderLimits = { heapMb: 1024, ms: 120_000 };

/** Reads tables apart from the server, one after the other. */
export type TableReader = (bytes: Uint8Array, kind: InformationKind | null) => Promise<ReadTable>;

/**
 * A reader that has a thread of its own for each table, with an end to its memory and its time: a file that passes these is
 * refused like any other that is wrong, and the server goes on answering meanwhile.
 */
export function createTableReader(limits: ReaderLimits = defaults): TableReader {
  let last: Promise<unknown> = Promise.resolve();
  return (bytes, kind) => {
    const read = last.then(() => readInThread(bytes, kind, limits));
    last = read.catch(() => undefined);
    return read;
  };
}

async function readInThread(bytes: Uint8Array, kind: InformationKind | null, { heapMb, ms }: ReaderLimits): Promise<ReadTable> {
  // A copy of its own can be handed over; the caller's may be part of a larger one.
  const own = Uint8Array.from(bytes);
  const worker = new Worker(workerProgram(), {
    workerData: { bytes: own, kind },
    transferList: [own.buffer],
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ReadTable>((resolve, reject) => {
      timer = setTimeout(() => resolve(tooMuch()), ms);
      worker.on('message', (read: ReadTable) => resolve(read));
      worker.on('error', (error) => {
        if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch());
        else reject(error);
      });
      worker.on('exit', () => reject(new Error('The thread that reads tables ended without an answer.')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function tooMuch(): ReadTable {
  return { records: [], rows: 0, faults: [tableFault('took-too-long')], faultCount: 1, notes: [] };
}

/** Beside this program where it is built; from its source (tests), the built one. */
function workerProgram(): string {
  const beside = join(import.meta.dirname, 'read-table.worker.js');
  return existsSync(beside) ? beside : join(import.meta.dirname, '../../../out/county/read-table.worker.js');
}

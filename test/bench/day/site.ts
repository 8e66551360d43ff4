import type { CallArguments, CallName, CallResult } from '../../../contract/ipc/calls.ts';
import { topics } from '../../../contract/ipc/topics.ts';
import type { Topic } from '../../../contract/ipc/topics.ts';
import { createCallHandlers } from '../../../electron/ipc/call-handlers.ts';
import type { Machine } from '../../../electron/site/machine.ts';
import { openSettings } from '../../../electron/site/settings.ts';
import { openTerminal } from '../../../electron/terminal.ts';
import type { Terminal } from '../../../electron/terminal.ts';
import type { FastTime } from './fast-time.ts';

export interface Site {
  readonly terminal: Terminal;
  /** As the screens call. Throws what is refused. */
  readonly call: <N extends CallName>(name: N, args: CallArguments<N>) => Promise<CallResult<N>>;
  /** Reads a film's bytes as the player does, a stretch from this share of it on. */
  readonly readFilm: (url: string, share: number) => Promise<number>;
  /** Resolves when nothing that was begun is under way any more. */
  readonly settle: () => Promise<void>;
  /** The times at which the program asked to be begun anew. */
  readonly restarts: readonly Date[];
  readonly faults: readonly unknown[];
}

/** A whole terminal without its window, on a time that can be told to pass. */
export async function openSite(time: FastTime, options: { readonly data: string; readonly workers: string; readonly countyUrl: string; readonly code: string }): Promise<Site> {
  const [restarts, faults]: [Date[], unknown[]] = [[], []];
  const onFault = (error: unknown): void => void faults.push(error);
  let asking = 0;
  const settle = async (): Promise<void> => {
    // Requests are seen here, work on the disk by Node's own list of it; an answer's body follows its head at once.
    for (let quiet = 0; quiet < 3; ) {
      await new Promise((resolve) => setImmediate(resolve));
      const busy = asking > 0 || process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
      quiet = busy ? 0 : quiet + 1;
    }
  };
  const startedMs = time.clock.uptimeMs();
  let usedMs = startedMs;
  const machine: Machine = {
    screenshot: () => Promise.reject(new Error('there is no screen')),
    idleMs: () => time.clock.uptimeMs() - usedMs,
    runningMs: () => time.clock.uptimeMs() - startedMs,
    memoryBytes: () => process.memoryUsage().rss,
    restart: () => void restarts.push(time.now()),
  };
  const settings = await openSettings({
    arguments: [],
    environment: { TERMINAL_DATA: options.data, TERMINAL_COUNTY_URL: options.countyUrl, TERMINAL_ENROLMENT_CODE: options.code, TERMINAL_KIOSK: '1' },
    defaultDataFolder: options.data,
    clock: time.clock,
    onProblem: onFault,
  });
  const terminal = await openTerminal({
    settings,
    clock: time.clock,
    fetch: async (...words) => {
      asking += 1;
      try {
        return await fetch(...words);
      } finally {
        asking -= 1;
      }
    },
    program: { version: '0.1.0', electron: process.versions.node, platform: `${process.platform} ${process.arch}` },
    workers: options.workers,
    machine,
    onFault,
  });
  // The screens hear of every change with its value, copied on its way as between processes.
  let told = 0;
  terminal.onChanged((topic: Topic) => {
    told += JSON.stringify(topics[topic].parse(structuredClone(terminal.readers[topic]()))).length;
  });
  const handlers = createCallHandlers(terminal, () => onFault(new Error(`asked to quit, ${told} characters told`)), { pdf: () => Promise.resolve(new Uint8Array()), print: () => Promise.resolve() });
  return {
    terminal,
    settle,
    restarts,
    faults,
    call: async (name, args) => {
      usedMs = time.clock.uptimeMs();
      return handlers[name](args);
    },
    readFilm: async (url, share) => {
      const path = new URL(url).pathname.slice(1);
      const whole = await terminal.openMedia(path, 'bytes=0-0');
      const bytes = Number(/\/(\d+)$/.exec(whole.headers['Content-Range'] ?? '')?.[1]);
      await read(whole.body);
      const from = Math.floor(bytes * share);
      return read((await terminal.openMedia(path, `bytes=${from}-${Math.min(bytes - 1, from + 500_000)}`)).body);
    },
  };
}

async function read(body: ReadableStream<Uint8Array> | null): Promise<number> {
  if (body === null) throw new Error('there is no such film');
  let bytes = 0;
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) bytes += piece.byteLength;
  return bytes;
}

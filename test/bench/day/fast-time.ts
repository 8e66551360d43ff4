import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../electron/site/clock.ts';
import { wallTime } from '../../../electron/site/clock.ts';

/** Shorter waits are left to the real clock: they are for a disk or a socket, not for a time of day. */
const FROM_MS = 1000;
/** What comes back every second comes back this often: a day has 86,400 of them, and each is the same. */
const LEAST_INTERVAL_MS = 15_000;

interface Wait {
  readonly run: () => void;
  readonly everyMs: number | null;
  dueMs: number;
}

/** Time that stands still until it is told to go on: the program's clock, and every wait of a second or more. */
export interface FastTime {
  readonly clock: Clock;
  readonly now: () => Date;
  /** Lets so much time go by, in the order of what falls due; after each, `settle` waits until its work is done. */
  readonly pass: (ms: number, settle: () => Promise<void>) => Promise<void>;
  /** Waits that are under way. */
  readonly waits: () => number;
}

/** Takes over this process's timers, for good. `startsAt` is the wall time at which time begins. */
export function beginFastTime(startsAt: string): FastTime {
  const startedMs = Date.parse(startsAt);
  const waits = new Map<object, Wait>();
  let nowMs = 0;
  const startsMs = performance.now();
  // What a program measures by itself goes at the same pace as its clock.
  Object.defineProperty(performance, 'now', { value: () => startsMs + nowMs });
  const real = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval, clearTimeout: globalThis.clearTimeout };

  /** What a program may ask of a timer that it holds. */
  const handleOf = (wait: Wait): NodeJS.Timeout => {
    const handle = { ref: () => handle, unref: () => handle, hasRef: () => true, refresh: () => handle, close: () => handle, [Symbol.toPrimitive]: () => NaN, [Symbol.dispose]: () => void waits.delete(handle) };
    waits.set(handle, wait);
    return handle as unknown as NodeJS.Timeout;
  };
  const begin =
    (repeats: boolean, otherwise: typeof setTimeout | typeof setInterval) =>
    (work: (...words: unknown[]) => void, ms = 0, ...words: unknown[]): NodeJS.Timeout =>
      ms < FROM_MS ? (otherwise as (work: (...words: unknown[]) => void, ms?: number, ...words: unknown[]) => NodeJS.Timeout)(work, ms, ...words) : handleOf({ run: () => work(...words), everyMs: repeats ? Math.max(ms, LEAST_INTERVAL_MS) : null, dueMs: nowMs + ms });
  const end = (handle: NodeJS.Timeout | string | number | undefined): void => {
    if (typeof handle === 'object' && waits.delete(handle)) return;
    real.clearTimeout(handle);
  };
  Object.assign(globalThis, { setTimeout: begin(false, real.setTimeout), setInterval: begin(true, real.setInterval), clearTimeout: end, clearInterval: end });

  const nextBefore = (untilMs: number): [object, Wait] | null => {
    let next: [object, Wait] | null = null;
    for (const entry of waits) if (entry[1].dueMs <= untilMs && (next === null || entry[1].dueMs < next[1].dueMs)) next = entry;
    return next;
  };
  const now = (): Date => new Date(startedMs + nowMs);
  return {
    clock: { wall: () => wallTime(now()), uptimeMs: () => 60_000 + nowMs, boot: randomUUID() },
    now,
    waits: () => waits.size,
    pass: async (ms, settle) => {
      const untilMs = nowMs + ms;
      for (let next = nextBefore(untilMs); next !== null; next = nextBefore(untilMs)) {
        const [handle, wait] = next;
        nowMs = Math.max(nowMs, wait.dueMs);
        if (wait.everyMs === null) waits.delete(handle);
        else wait.dueMs = nowMs + wait.everyMs;
        wait.run();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}

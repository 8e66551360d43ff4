import type { StickWork } from '../../contract/ipc/topics.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { createListeners } from '../site/listeners.ts';

export type CarryOutcome = NonNullable<StickWork['outcome']>;

/** One load to carry to or from a stick. */
export interface Load {
  readonly kind: StickWork['kind'];
  /** The stick's name. */
  readonly stick: string;
  /** Ends early, one way or another, when the signal says so. What it throws as `ProblemError` is shown. */
  readonly carry: (progress: (done: number, total: number) => void, signal: AbortSignal) => Promise<CarryOutcome>;
}

/** Carries one load at a time, in the background. */
export interface Carrier {
  /** What is being carried, or how the last load ended; null when there was none. */
  readonly view: () => StickWork | null;
  readonly onChanged: (listener: () => void) => () => void;
  /** Throws `stick-busy`. */
  readonly begin: (load: Load) => void;
  /** Asks the load under way to end; `view` says when it has. */
  readonly cancel: () => void;
  /** Takes no more, and ends what is under way. */
  readonly close: () => Promise<void>;
}

export interface CarrierOptions {
  readonly onFault: (error: unknown) => void;
  /** Shortest time between two reports of progress. */
  readonly tellEveryMs?: number;
  /** How long `close` waits for a stick that does not answer any more. */
  readonly closeWithinMs?: number;
}

export function createCarrier({ onFault, tellEveryMs = 250, closeWithinMs = 10_000 }: CarrierOptions): Carrier {
  const listeners = createListeners();
  let work: StickWork | null = null;
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  let closed = false;
  let toldMs = -Infinity;
  let telling: NodeJS.Timeout | null = null;

  const tellNow = (): void => {
    if (telling !== null) clearTimeout(telling);
    telling = null;
    toldMs = performance.now();
    listeners.tell();
  };
  const tellSoon = (): void => {
    telling ??= setTimeout(tellNow, Math.max(0, toldMs + tellEveryMs - performance.now()));
  };

  const carry = async ({ kind, stick, carry: run }: Load, signal: AbortSignal): Promise<void> => {
    const show = (done: number, total: number, outcome: CarryOutcome | null): void => {
      work = { kind, stick, done, total, running: outcome === null, outcome };
    };
    show(0, 0, null);
    tellNow();
    let [lastDone, lastTotal] = [0, 0];
    const progress = (done: number, total: number): void => {
      [lastDone, lastTotal] = [done, total];
      show(done, total, null);
      tellSoon();
    };
    let outcome: CarryOutcome;
    try {
      const carried = await run(progress, signal);
      outcome = signal.aborted ? { outcome: 'cancelled' } : carried;
    } catch (error) {
      outcome = signal.aborted ? { outcome: 'cancelled' } : { outcome: 'failed', problem: problemOf(kind, error, onFault) };
    }
    running = null;
    show(lastDone, lastTotal, outcome);
    tellNow();
  };

  return {
    view: () => work,
    onChanged: listeners.add,
    begin: (load) => {
      if (running !== null || closed) fail('stick-busy', {});
      const stop = new AbortController();
      running = { stop, ended: Promise.resolve() };
      running = { stop, ended: carry(load, stop.signal) };
    },
    cancel: () => running?.stop.abort(),
    close: async () => {
      closed = true;
      if (running === null) return;
      running.stop.abort();
      await within(running.ended, closeWithinMs);
    },
  };
}

function problemOf(kind: StickWork['kind'], error: unknown, onFault: (error: unknown) => void): Problem {
  if (error instanceof ProblemError) return error.problem;
  onFault(error);
  return { code: 'internal', data: { reference: `stick ${kind}` } };
}

/** Nothing on either side is ever half written, so a stick that hangs need not keep the terminal from ending. */
async function within(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([promise, late]);
  clearTimeout(timer);
}

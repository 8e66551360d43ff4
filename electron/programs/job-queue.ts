import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Clock } from '../site/clock.ts';
import { backoffMs, createPause, jittered } from '../site/pause.ts';

/** One thing to do besides bringing bytes: bring a manifest, record that an issue is here. */
export interface Job {
  /** Names it for as long as it is wanted. */
  readonly key: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** What is being done, and what keeps it from being done. */
export interface JobQueueState {
  /** The key of the job under way. */
  readonly active: string | null;
  /** What keeps everything waiting, e.g. the line or a full disk; null as soon as an attempt gets anywhere. */
  readonly blocked: Problem | null;
  /** What keeps single jobs waiting, by key. */
  readonly failed: ReadonlyMap<string, Problem>;
}

export interface JobQueueOptions {
  /** What is still wanted, in order; asked again after every job. */
  readonly jobs: () => readonly Job[];
  readonly clock: Pick<Clock, 'uptimeMs'>;
  /** A job begins, succeeds or fails. */
  readonly onChanged: () => void;
  readonly onFault: (error: unknown) => void;
  /** The first wait after a failure that concerns everything, 1 s unless given; one that concerns a single job waits five times as long. */
  readonly firstMs?: number;
}

export interface JobQueue {
  readonly state: () => JobQueueState;
  readonly start: () => void;
  /** Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>;
  /** There is something new to do, or the line is back: go on at once. */
  readonly wake: () => void;
}

/** Longest wait after a failure that concerns everything, and after one that concerns a single job. */
const MOST_MS = 5 * 60_000;
const MOST_SINGLE_MS = 60 * 60_000;
const FOREVER_MS = 2 ** 31 - 1;

/** Does one job after another, for ever. A failure never ends it: it waits, longer each time, and goes on by itself. */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  const { clock, firstMs = 1000 } = options;
  const pause = createPause();
  const single = new Map<string, { readonly problem: Problem; readonly times: number; readonly untilMs: number }>();
  let failures = 0;
  let active: string | null = null;
  let blocked: Problem | null = null;
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  const show = (now: { active: string | null; blocked: Problem | null }): void => {
    const changed = now.active !== active || now.blocked !== blocked;
    ({ active, blocked } = now);
    if (changed) options.onChanged();
  };

  /** How long to wait before the next job. */
  const failed = (job: Job, error: unknown): number => {
    if (!(error instanceof ProblemError)) options.onFault(error);
    const problem: Problem = error instanceof ProblemError ? error.problem : { code: 'internal', data: { reference: job.key } };
    if (concernsAll(problem)) {
      failures += 1;
      show({ active: null, blocked: problem });
      return jittered(backoffMs(failures, firstMs, MOST_MS));
    }
    const times = (single.get(job.key)?.times ?? 0) + 1;
    single.set(job.key, { problem, times, untilMs: clock.uptimeMs() + backoffMs(times, 5 * firstMs, MOST_SINGLE_MS) });
    show({ active: null, blocked: null });
    return 0;
  };

  const turn = async (signal: AbortSignal): Promise<number> => {
    const jobs = options.jobs();
    const wanted = new Set(jobs.map((job) => job.key));
    for (const key of single.keys()) if (!wanted.has(key)) single.delete(key);
    const job = jobs.find((candidate) => (single.get(candidate.key)?.untilMs ?? 0) <= clock.uptimeMs());
    if (job === undefined) {
      show({ active: null, blocked: null });
      const soonest = Math.min(...[...single.values()].map((entry) => entry.untilMs));
      return jobs.length === 0 ? FOREVER_MS : Math.max(1, soonest - clock.uptimeMs());
    }
    show({ active: job.key, blocked }); // What blocked the last attempt holds until this one gets anywhere.
    try {
      await job.run(signal);
      single.delete(job.key);
      failures = 0;
      blocked = null;
      options.onChanged();
      return 0;
    } catch (error) {
      return signal.aborted ? 0 : failed(job, error);
    }
  };

  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const waitMs = await turn(signal);
      if (waitMs > 0) await pause.wait(waitMs, signal);
    }
    show({ active: null, blocked: null });
  };

  return {
    state: () => ({ active, blocked, failed: new Map([...single].map(([key, { problem }]) => [key, problem])) }),
    wake: pause.wake,
    start: () => {
      if (running !== null) return;
      const stop = new AbortController();
      running = { stop, ended: loop(stop.signal).catch(options.onFault) };
    },
    stop: async () => {
      const ending = running;
      running = null;
      ending?.stop.abort(new Error('the program ends'));
      await ending?.ended;
    },
  };
}

/** A manifest that the county lacks or garbled keeps only itself waiting; the line and the disk, everything. */
function concernsAll({ code }: Problem): boolean {
  return code !== 'county-refused' && code !== 'content-damaged' && code !== 'signature-wrong' && code !== 'internal';
}

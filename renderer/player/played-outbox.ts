import { ProblemError } from '../../contract/problem.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import { addSegment } from '../../contract/viewing/played-segments.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';

/** How recording goes: `late` after several failed tries, `refused` when a stretch can never be recorded. */
export type OutboxState = 'fine' | 'late' | 'refused';

/** Answers after which sending the same stretch again can not help. */
const refusals: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'bad-request',
  'played-impossible',
  'program-unknown',
  'viewing-not-open',
  'viewing-not-started',
]);
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;
/** Failed rounds after which a person hears of it: about 7 s. */
const ROUNDS_UNTIL_LATE = 3;

/** Failures after which a stretch no longer keeps back those behind it. */
const PATIENCE = 3;

interface Entry<P> {
  readonly program: P;
  segment: Segment;
  failures: number;
}

/**
 * Carries played stretches to where they are recorded, in order, and keeps each until it is. A stretch sent twice
 * changes nothing there, so after a failure it is simply sent again. Stretches that touch travel as one.
 */
export class PlayedOutbox<P extends string> {
  #send: (program: P, segment: Segment) => Promise<void>;
  readonly #tell: (state: OutboxState) => void;
  #waiting: Entry<P>[] = [];
  #round: Promise<void> | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #failedRounds = 0;
  #refused = false;
  #told: OutboxState = 'fine';
  #settled: (() => void)[] = [];

  constructor(send: (program: P, segment: Segment) => Promise<void>, tell: (state: OutboxState) => void) {
    this.#send = send;
    this.#tell = tell;
  }

  /** From now on stretches, those that wait too, go here. */
  sendTo(send: (program: P, segment: Segment) => Promise<void>): void {
    this.#send = send;
  }

  add(program: P, segment: Segment): void {
    const last = this.#waiting.at(-1);
    const touching = last?.program === program && segment[0] <= last.segment[1] && segment[1] >= last.segment[0];
    const joined = touching ? addSegment([last.segment], segment)[0] : undefined;
    if (last !== undefined && joined !== undefined) last.segment = joined;
    else this.#waiting.push({ program, segment, failures: 0 });
    if (this.#retry === null) this.#start();
  }

  /** Tries at once what waits; true when all is recorded or refused within `withinMs`. What is left is tried further. */
  async settle(withinMs: number): Promise<boolean> {
    if (this.#retry !== null) {
      clearTimeout(this.#retry);
      this.#retry = null;
    }
    this.#start();
    if (this.#idle) return true;
    return await new Promise<boolean>((resolve) => {
      const limit = setTimeout(() => resolve(false), withinMs);
      this.#settled.push(() => {
        clearTimeout(limit);
        resolve(true);
      });
    });
  }

  get #idle(): boolean {
    return this.#waiting.length === 0 && this.#round === null;
  }

  #start(): void {
    if (this.#round !== null || this.#waiting.length === 0) return;
    this.#round = this.#sendAll().finally(() => {
      this.#round = null;
      this.#next();
    });
  }

  /** One round over everything that waits, in order: where somebody stopped is told by the stretch recorded last. */
  async #sendAll(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    const failed: Entry<P>[] = [];
    for (const [index, entry] of batch.entries()) {
      try {
        await this.#send(entry.program, entry.segment);
      } catch (error) {
        if (error instanceof ProblemError && refusals.has(error.problem.code)) {
          this.#refused = true;
          continue;
        }
        failed.push(entry);
        entry.failures += 1;
        if (entry.failures < PATIENCE) {
          failed.push(...batch.slice(index + 1));
          break;
        }
      }
    }
    this.#failedRounds = failed.length > 0 ? this.#failedRounds + 1 : 0;
    this.#waiting = [...failed, ...this.#waiting];
  }

  #next(): void {
    const state = this.#refused ? 'refused' : this.#failedRounds >= ROUNDS_UNTIL_LATE ? 'late' : 'fine';
    if (state !== this.#told) this.#tell((this.#told = state));
    if (this.#waiting.length === 0) {
      for (const settled of this.#settled.splice(0)) settled();
    } else if (this.#failedRounds === 0) {
      this.#start();
    } else {
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failedRounds - 1));
      this.#retry = setTimeout(() => {
        this.#retry = null;
        this.#start();
      }, waitMs);
    }
  }
}

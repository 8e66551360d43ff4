import type { Problem } from '../../contract/problem.ts';
import { ProblemError } from '../../contract/problem.ts';
import { MAX_ENVELOPE_BYTES } from '../../contract/usage/envelope.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import { wallTime } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { backoffMs, createPause, jittered } from '../site/pause.ts';
import { packEnvelope } from './envelope.ts';
import type { PackedEnvelope, Sender } from './envelope.ts';
import type { Journal } from './journal.ts';
import { Lacking } from './lacking.ts';
import { findWatermark, isOurs } from './watermark.ts';
import type { Run, UsageCollector } from './watermark.ts';

export interface UploaderOptions {
  readonly journal: Journal;
  readonly collector: UsageCollector;
  readonly sender: Sender;
  /** Told of faults of the program; the upload goes on after a wait. */
  readonly onFault: (fault: unknown) => void;
  /** After a new event, those that follow are waited for, so that they go along. Default 5 s. */
  readonly gatherMs?: number;
  /** When nothing happens the county is asked again, for it may have been restored from a backup. Default 15 min. */
  readonly askAgainMs?: number;
  /** Wait after a failure, default 5 s, doubling up to 15 min, each made a little longer or shorter. */
  readonly retryMs?: { readonly first: number; readonly most: number };
  /** Most packed bytes of an envelope, default what the contract allows. */
  readonly mostBytes?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** How the upload stands. */
export interface UploadState {
  /** `waiting`: for the next attempt after a failure. `resting`: everything was sent. */
  readonly activity: 'stopped' | 'sending' | 'resting' | 'waiting';
  /** The county has all readable lines up to here. */
  readonly confirmed: number;
  /** When the county answered last, wall time. */
  readonly lastContactAt: string | null;
  /** Why the last attempt failed, or why the county does not take a line; null when all is well. */
  readonly problem: Problem | null;
  /** When the next attempt is made, wall time; null unless one failed. */
  readonly nextTryAt: string | null;
}

/** Brings the journal to the county whenever there is a line. */
export interface Uploader {
  readonly state: () => UploadState;
  readonly onChanged: (listener: (state: UploadState) => void) => () => void;
  readonly start: () => void;
  /** Ends the upload. An answer that is still under way is not waited for: it would say what the county can say again. */
  readonly stop: () => Promise<void>;
  /** Goes on at once instead of at the next turn. */
  readonly tryNow: () => void;
  /** Receipts came by another carrier: what the journal knows of them shows in the state. */
  readonly receiptsTaken: () => void;
}

/** Envelopes begin at this size, double with each success, and halve when the line breaks, down to the smallest. */
const FIRST_BYTES = 128 * 1024;
const SMALLEST_BYTES = 8 * 1024;

/** Fewer lines than this that wait are no backlog: what is new comes right behind them. */
const BACKLOG_LINES = 500;

/** What the county refuses because of what is in the envelope; other refusals concern the terminal as a whole. */
const contentRefusals: ReadonlySet<string> = new Set(['envelope-malformed', 'envelope-too-large', 'too-large', 'bad-request']);

/**
 * Creates the uploader. It keeps no note of what was sent: the county says how far it is, and sending goes on there.
 * Envelopes go oldest first, are bounded, and follow one another at once, so a backlog drains as fast as the line carries
 * it, and each success counts. What is recorded meanwhile does not wait for the end of it: it goes between two envelopes of
 * the backlog, and the county names the lines between as missing until they have come.
 */
export function createUploader(options: UploaderOptions): Uploader {
  return new LoopingUploader(options);
}

class Stopped extends Error {}

class LoopingUploader implements Uploader {
  readonly #options: UploaderOptions;
  readonly #listeners = createListeners<UploadState>();
  /** Cut short by a new event. */
  readonly #arrival = createPause();
  /** Cut short by `tryNow`. */
  readonly #pause = createPause();
  readonly #lacking = new Lacking();
  #state: UploadState;
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  /** False when the county is to be asked how far it is. */
  #located = false;
  /** Lines behind this one were recorded after the county was asked how far it is. */
  #liveAfter = 0;
  /** The last envelope was one of the backlog. */
  #backlogSent = false;
  #refusal: Problem | null = null;
  #maxBytes: number;

  constructor(options: UploaderOptions) {
    this.#options = options;
    this.#maxBytes = Math.min(FIRST_BYTES, options.mostBytes ?? MAX_ENVELOPE_BYTES);
    const confirmed = options.journal.confirmed?.seq ?? 0;
    this.#state = { activity: 'stopped', confirmed, lastContactAt: null, problem: null, nextTryAt: null };
  }

  state = (): UploadState => this.#state;

  onChanged = (listener: (state: UploadState) => void): (() => void) => this.#listeners.add(listener);

  start = (): void => {
    if (this.#running !== null) return;
    const stop = new AbortController();
    this.#running = { stop, ended: this.#run(stop.signal) };
  };

  stop = async (): Promise<void> => {
    this.#running?.stop.abort();
    await this.#running?.ended;
    this.#running = null;
    this.#change({ activity: 'stopped', nextTryAt: null });
  };

  tryNow = (): void => {
    this.#located = false;
    this.#arrival.wake();
    this.#pause.wake();
  };

  receiptsTaken = (): void => {
    const known = this.#options.journal.confirmed?.seq ?? 0;
    if (known > this.#state.confirmed) this.#change({ confirmed: known });
  };

  async #run(signal: AbortSignal): Promise<void> {
    const { gatherMs = 5000, askAgainMs = 15 * 60_000 } = this.#options;
    const stopListening = this.#options.journal.onAppended(() => this.#arrival.wake());
    for (let failures = 0; !signal.aborted; ) {
      try {
        this.#change({ activity: 'sending', nextTryAt: null });
        await this.#drain(signal);
        failures = 0;
        this.#change({ activity: 'resting', confirmed: this.#lacking.confirmed, problem: this.#refusal });
        const askAgainAt = performance.now() + askAgainMs;
        await this.#arrival.wait(askAgainMs, signal);
        if (performance.now() >= askAgainAt) this.#located = false;
        else await this.#pause.wait(gatherMs, signal);
      } catch (error) {
        if (error instanceof Stopped) break;
        failures += 1;
        await this.#waitAfter(error, failures, signal);
      }
    }
    stopListening();
  }

  /** Sends until the county has everything. */
  async #drain(signal: AbortSignal): Promise<void> {
    const { journal, collector, sender } = this.#options;
    if (!this.#located) {
      this.#refusal = null;
      this.#lacking.begin(await unlessStopped(findWatermark(journal, collector), signal));
      this.#located = true;
      this.#heard();
      this.#liveAfter = journal.last.seq;
    }
    for (;;) {
      const run = this.#next();
      if (run === null) return;
      const envelope = await packEnvelope(journal, run.first, sender, { to: run.last, maxBytes: this.#maxBytes });
      if (envelope === null) this.#lacking.unreadable(run);
      else await this.#sendOrDivide(run.first, envelope, signal);
    }
  }

  /** What to send next: the oldest lines that are missing; after some of a backlog, once, what was recorded meanwhile. */
  #next(): Run | null {
    const { last } = this.#options.journal;
    const oldest = this.#lacking.next(last.seq, performance.now());
    const live = { first: Math.max(this.#liveAfter, this.#lacking.reached) + 1, last: last.seq };
    const inBacklog = oldest !== null && live.first - oldest.first >= BACKLOG_LINES;
    if (inBacklog && this.#backlogSent && live.first <= live.last) {
      this.#backlogSent = false;
      return live;
    }
    this.#backlogSent = inBacklog;
    return oldest;
  }

  /**
   * Sends an envelope; lines from `from` to its first one cannot be read. When the county does not take what is in it, half
   * of it is tried, and so on down to the one line at fault, which is left out: those behind it must not wait for it.
   */
  async #sendOrDivide(from: number, whole: PackedEnvelope, signal: AbortSignal): Promise<void> {
    const { journal, sender } = this.#options;
    let envelope: PackedEnvelope | null = whole;
    for (let attempt = 1; envelope !== null; attempt++) {
      const { first, last, bytes }: PackedEnvelope = envelope;
      try {
        await this.#send({ first: from, last }, bytes, signal);
        return;
      } catch (error) {
        if (!isContentRefusal(error)) throw error;
        if (attempt === 1) continue; // It may have been harmed on its way.
        if (first === last) {
          this.#refusal = error.problem;
          this.#lacking.refused(first, performance.now());
          return;
        }
      }
      envelope = await packEnvelope(journal, first, sender, { to: Math.floor((first + last) / 2) });
      attempt = 0;
    }
  }

  async #send(run: { readonly first: number; readonly last: number }, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const { journal, collector } = this.#options;
    let receipt: Receipt;
    try {
      receipt = await unlessStopped(collector.send(bytes), signal);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'county-unreachable') {
        this.#maxBytes = Math.max(SMALLEST_BYTES, Math.floor(this.#maxBytes / 2));
      }
      throw error;
    }
    this.#maxBytes = Math.min(this.#options.mostBytes ?? MAX_ENVELOPE_BYTES, this.#maxBytes * 2);
    const ours = await isOurs(journal, receipt.head);
    if (ours) await journal.takeReceipt(receipt);
    this.#lacking.sent(run, ours ? receipt : null, performance.now());
    this.#heard();
  }

  #heard(): void {
    this.#change({ confirmed: this.#lacking.confirmed, lastContactAt: this.#options.sender.clock.wall(), problem: this.#refusal });
  }

  async #waitAfter(error: unknown, failures: number, signal: AbortSignal): Promise<void> {
    const { retryMs = { first: 5000, most: 15 * 60_000 }, random, onFault, sender } = this.#options;
    this.#located = false;
    if (!(error instanceof ProblemError)) onFault(error);
    const problem: Problem = error instanceof ProblemError ? error.problem : { code: 'internal', data: { reference: 'usage-upload' } };
    const waitMs = jittered(backoffMs(failures, retryMs.first, retryMs.most), random);
    const nextTryAt = wallTime(new Date(Date.parse(sender.clock.wall()) + waitMs));
    this.#change({ activity: 'waiting', problem, nextTryAt });
    await this.#pause.wait(waitMs, signal);
  }

  #change(next: Partial<UploadState>): void {
    this.#state = { ...this.#state, ...next };
    this.#listeners.tell(this.#state);
  }
}

function isContentRefusal(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.problem.code === 'county-refused' && contentRefusals.has(error.problem.data.code);
}

/** What the promise gives, or `Stopped` as soon as the signal says so; nobody then hears of the promise any more. */
function unlessStopped<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Stopped());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

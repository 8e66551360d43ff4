import type { Problem } from '../../contract/problem.ts';
import { ProblemError } from '../../contract/problem.ts';
import { MAX_ENVELOPE_BYTES } from '../../contract/usage/envelope.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import { createListeners } from '../site/listeners.ts';
import { backoffMs, createPause, jittered } from '../site/pause.ts';
import type { Pause } from '../site/pause.ts';
import { packEnvelope } from './envelope.ts';
import type { Envelope, EnvelopeSigner } from './envelope.ts';
import type { Journal } from './journal.ts';
import { findWatermark, isOurs } from './watermark.ts';
import type { Run, UsageCollector } from './watermark.ts';

export type { UsageCollector } from './watermark.ts';

export interface UploaderOptions extends EnvelopeSigner {
  readonly journal: Journal;
  readonly collector: UsageCollector;
  /** Told of faults of the program; the upload goes on after a wait. */
  readonly onFault: (fault: unknown) => void;
  /** Wait after a failure, default 5 s, doubling up to 15 min. */
  readonly retryMs?: { readonly first: number; readonly most: number };
  /** Wait after a new event, so that those that follow go along. Default 3 s. */
  readonly settleMs?: number;
  /** When nothing happens the county is asked again, for it may have been set back. Default 15 min. */
  readonly restMs?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
  readonly pause?: Pause;
}

/** How the upload stands. */
export interface UploadState {
  /** `waiting`: for the next attempt after a failure. `resting`: everything was sent. */
  readonly activity: 'stopped' | 'sending' | 'resting' | 'waiting';
  /** The county has all readable lines up to here. */
  readonly confirmed: number;
  /** When the county answered last, wall time. */
  readonly lastContactAt: string | null;
  /** When the county is asked next, wall time; null while sending and when stopped. */
  readonly nextTryAt: string | null;
  /** Why the last attempt failed, or why the county does not take some line. */
  readonly problem: Problem | null;
}

/** Brings the journal to the county. */
export interface Uploader {
  readonly state: () => UploadState;
  readonly onChanged: (listener: (state: UploadState) => void) => () => void;
  readonly start: () => void;
  /** Ends the upload without waiting for an answer that is under way: it would only say again what the county has. */
  readonly stop: () => Promise<void>;
  /** Tries at once; resolves when the attempt has ended, however it did. */
  readonly tryNow: () => Promise<void>;
}

/** Smallest envelope to fall back to on a line that is cut all the time. */
const SMALLEST_BYTES = 8 * 1024;
/** A new line starts in the middle: quick to arrive, and doubled with each success. */
const FIRST_BYTES = 128 * 1024;
/** What the county refuses because of what is in the envelope; other refusals concern the terminal as a whole. */
const contentRefusals: ReadonlySet<string> = new Set(['envelope-malformed', 'envelope-too-large', 'too-large', 'bad-request']);

/**
 * Creates the uploader. It keeps no notion of what was sent: the county says how far it is, and the next envelope begins
 * there. Envelopes go oldest first and are bounded, one right after the other, so a backlog drains as fast as the line
 * carries it and events recorded meanwhile follow in the next envelope; nothing waits for a timer between them.
 */
export function createUploader(options: UploaderOptions): Uploader {
  return new LoopingUploader(options);
}

interface Sent {
  readonly envelope: Envelope;
  /** Null when the county refuses the envelope's only line. */
  readonly receipt: Receipt | null;
}

class LoopingUploader implements Uploader {
  readonly #options: UploaderOptions;
  readonly #pause: Pause;
  readonly #listeners = createListeners<UploadState>();
  #state: UploadState;
  #stopping: AbortController | null = null;
  #loop: Promise<void> = Promise.resolve();
  #afterRound: (() => void)[] = [];
  #maxBytes = FIRST_BYTES;
  /** Runs sent that the county had named as missing, or refuses: not to be sent again for a while. */
  #attempted: (Run & { readonly atMs: number })[] = [];

  constructor(options: UploaderOptions) {
    this.#options = options;
    this.#pause = options.pause ?? createPause();
    this.#state = { activity: 'stopped', confirmed: options.journal.confirmed?.seq ?? 0, lastContactAt: null, nextTryAt: null, problem: null };
  }

  state = (): UploadState => this.#state;

  onChanged = (listener: (state: UploadState) => void): (() => void) => this.#listeners.add(listener);

  start = (): void => {
    if (this.#stopping !== null) return;
    this.#stopping = new AbortController();
    this.#loop = this.#run(this.#stopping.signal);
  };

  stop = async (): Promise<void> => {
    this.#stopping?.abort(new Error('the upload was stopped'));
    await this.#loop;
    this.#stopping = null;
  };

  tryNow = (): Promise<void> => {
    if (this.#stopping === null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#afterRound.push(resolve);
      if (this.#state.activity !== 'sending') this.#pause.wake();
    });
  };
}

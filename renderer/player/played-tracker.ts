import type { Segment } from '../../contract/viewing/played-segments.ts';

/** The film at one moment, as the media element tells it. */
export interface FilmSample {
  /** Where the film is, in media seconds. */
  readonly position: number;
  /** Milliseconds of a clock that never goes back (`performance.now`). */
  readonly atMs: number;
  /** Media seconds for each second of the clock. */
  readonly rate: number;
  /**
   * `running`: it plays, or waits for bytes while it means to play. `resting`: paused or ended. `seeking`: a jump is
   * under way, and `position` is already where it goes to.
   */
  readonly state: 'running' | 'resting' | 'seeking';
}

/** A stretch is handed on after this much playing, so that with a sample every 250 ms none waits longer than 4 s. */
export const FLUSH_AFTER_MS = 3500;
/** Media seconds by which playing may be ahead of the clock at any time: samples are not taken at the exact instant. */
export const TOLERANCE_SECONDS = 0.5;
/** Share by which the sound card's clock, which films follow, may run faster than the computer's. */
export const CLOCK_DRIFT = 0.02;
/** The reported position may tremble backwards by this much without anybody having moved it. */
const TREMBLE_SECONDS = 0.1;

/**
 * Tells which stretches of a film were really played, from samples of the media element. What counts is progress
 * forwards, without a jump, and no faster than the clock allows; whatever moved the position otherwise does not.
 * The stretches of unbroken playing join exactly: each begins where the one before it ended.
 *
 * Give it a sample several times a second while the film runs, and at every `playing`, `pause`, `seeking`, `seeked`,
 * `ratechange`, `waiting` and `ended`. One tracker follows one film.
 */
export class PlayedTracker {
  readonly #report: (segment: Segment) => void;
  /** The latest sample of the running film; null while it rests or jumps. */
  #last: FilmSample | null = null;
  /** Where the stretch that was not yet handed on begins. */
  #from = 0;
  #fromMs = 0;
  /** Media seconds that may be played ahead of the clock, at most `TOLERANCE_SECONDS`. Jumps do not fill it up again. */
  #ahead = TOLERANCE_SECONDS;

  constructor(report: (segment: Segment) => void) {
    this.#report = report;
  }

  /** Takes one sample; samples come in the order of their clock. */
  take(given: FilmSample): void {
    if (!Number.isFinite(given.position) || given.position < 0) return;
    // Whole milliseconds keep the records short, and rounding here keeps the stretches' ends equal.
    const sample = { ...given, position: Math.round(given.position * 1000) / 1000 };
    if (sample.state === 'seeking') {
      this.flush();
      this.#last = null;
      return;
    }
    if (this.#last !== null) this.#advance(this.#last, sample);
    else if (sample.state === 'running') this.#begin(sample);
    if (sample.state === 'resting') {
      this.flush();
      this.#last = null;
    } else if (sample.atMs - this.#fromMs >= FLUSH_AFTER_MS) {
      this.flush();
      this.#fromMs = sample.atMs;
    }
  }

  /** Hands on what was played up to the latest sample. Playing may go on afterwards. */
  flush(): void {
    if (this.#last === null || this.#last.position <= this.#from) return;
    const segment: Segment = [this.#from, this.#last.position];
    this.#from = this.#last.position;
    this.#fromMs = this.#last.atMs;
    this.#report(segment);
  }

  #begin(sample: FilmSample): void {
    this.#last = sample;
    this.#from = sample.position;
    this.#fromMs = sample.atMs;
  }

  #advance(last: FilmSample, sample: FilmSample): void {
    const progress = sample.position - last.position;
    if (progress < 0 && progress >= -TREMBLE_SECONDS) return;
    const clockSeconds = Math.max(0, sample.atMs - last.atMs) / 1000;
    const allowed = clockSeconds * Math.max(last.rate, sample.rate) * (1 + CLOCK_DRIFT);
    if (progress < 0 || progress > allowed + this.#ahead) {
      this.flush();
      this.#begin(sample);
      return;
    }
    this.#ahead = Math.min(TOLERANCE_SECONDS, this.#ahead + allowed - progress);
    this.#last = sample;
  }
}

import type { Clock } from '../site/clock.ts';
import { makeStamp } from './line.ts';
import type { Stamp } from './line.ts';

/** Smaller movements are how clocks are kept right; larger ones are worth a record. */
const JUMP_MS = 60_000;

type Moment = Pick<Stamp, 'at' | 'boot' | 'uptimeMs'>;

/** Stamps lines and notices when wall time moves against the time since boot. */
export class ClockWatch {
  readonly #clock: Clock;
  #last: Moment | null;
  #now: Stamp | null = null;

  /** `last` is the stamp of the journal's last line: a jump between two runs within one boot is noticed too. */
  constructor(clock: Clock, last: Moment | null) {
    this.#clock = clock;
    this.#last = last;
  }

  /** The present. What is recorded in one turn of the event loop has one time: reading the clock is not free. */
  stamp(): Stamp {
    if (this.#now === null) {
      this.#now = makeStamp(this.#clock.wall(), this.#clock.boot, this.#clock.uptimeMs());
      queueMicrotask(() => (this.#now = null));
    }
    return this.#now;
  }

  /** Milliseconds by which the wall clock has jumped (forward: positive) since the last call; null when it has not. */
  jump(stamp: Stamp): number | null {
    const last = this.#last;
    this.#last = stamp;
    if (last?.boot !== stamp.boot || last === stamp) return null;
    const byMs = Date.parse(stamp.at) - Date.parse(last.at) - (stamp.uptimeMs - last.uptimeMs);
    return Math.abs(byMs) > JUMP_MS ? byMs : null;
  }
}

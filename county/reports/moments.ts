import { correctTime } from '../ingest/times/corrected-time.ts';
import type { BootClock, CorrectedTime } from '../ingest/times/corrected-time.ts';

/** Where and when something was recorded. */
export interface Moment {
  readonly seq: number;
  readonly at: string;
  /** In lower case, as the database has it. */
  readonly boot: string;
  readonly uptimeMs: number;
}

/** The moments of a viewing that its times are of; one that is not there has not come yet. */
export interface Moments {
  /** The earliest line of all about it. */
  readonly first: Moment;
  /** It began: a group viewing was opened, a self-viewing started. */
  readonly opened?: Moment;
  readonly started?: Moment;
  readonly ended?: Moment;
}

/** What an event says of its moment. */
interface RecordedEvent {
  readonly seq: number;
  readonly at: string;
  readonly boot: string;
  readonly uptimeMs: number;
  readonly type: string;
}

const endings = ['opened', 'started', 'ended'] as const;

/** The moments with those of more events: of each kind the one with the lowest number, of equals the one known before. Null without events. */
export function addMoments(known: Moments | null, events: readonly RecordedEvent[]): Moments | null {
  const found: { first?: Moment; opened?: Moment; started?: Moment; ended?: Moment } = { ...known };
  const take = (name: keyof Moments, { seq, at, boot, uptimeMs }: RecordedEvent) => {
    const before = found[name];
    if (before === undefined || seq < before.seq) found[name] = { seq, at, boot: boot.toLowerCase(), uptimeMs };
  };
  for (const event of events) {
    take('first', event);
    for (const name of endings) if (event.type.endsWith(`.${name}`)) take(name, event);
    if (event.type === 'self-viewing.started') take('opened', event);
  }
  const { first, ...rest } = found;
  return first === undefined ? null : { first, ...rest };
}

/** What is known of a journal's boots. */
export type Clocks = ReadonlyMap<string, BootClock>;

export function momentTime(clocks: Clocks, moment: Pick<Moment, 'at' | 'boot' | 'uptimeMs'>): CorrectedTime {
  return correctTime(clocks.get(moment.boot), moment);
}

/** The boots of these moments, each once. */
export function bootsOf(moments: Moments): readonly string[] {
  return [...new Set([moments.first, moments.opened, moments.started, moments.ended].flatMap((moment) => (moment === undefined ? [] : [moment.boot])))];
}

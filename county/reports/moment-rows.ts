import type { UsageEvent } from '../../contract/usage/event.ts';
import { momentTime } from './moments.ts';
import type { JournalOrigin } from './project.ts';
import { timeColumns } from './time-columns.ts';

/** Rows of things that happened at one moment: when that was, and what `factsOf` says of them. */
export async function momentRows<E extends UsageEvent, F extends object>({ clocksOf }: JournalOrigin, events: readonly E[], factsOf: (event: E) => F) {
  const moments = events.map((event) => ({ event, seq: event.seq, at: event.at, boot: event.boot.toLowerCase(), uptimeMs: event.uptimeMs }));
  const clocks = await clocksOf(moments.map(({ boot }) => boot));
  return moments.map(({ event, ...moment }) => ({
    ...{ seq: moment.seq, at: moment.at, boot: moment.boot, uptime_ms: moment.uptimeMs },
    ...timeColumns(moment.at, momentTime(clocks, moment)),
    ...factsOf(event),
  }));
}

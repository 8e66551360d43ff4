import { z } from 'zod';
import { wallTimeSchema } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { createPause } from '../site/pause.ts';
import { machineDisk } from './disk.ts';
import type { Disk } from './disk.ts';
import type { Journal } from './journal.ts';
import { readStored, writeStored } from './stored-value.ts';

export interface ScrubOptions {
  readonly journal: Journal;
  /** Where it notes how far it is. */
  readonly file: string;
  readonly clock: Pick<Clock, 'wall'>;
  /** False while the machine is needed for something else. */
  readonly idle: () => boolean;
  readonly onFault: (fault: unknown) => void;
  readonly disk?: Disk;
  /** Wait after the start, and whenever the terminal is not idle. Default 5 min. */
  readonly restMs?: number;
  /** Between the ends of two rounds. Default a week. */
  readonly everyMs?: number;
  /** Between two steps of a few hundred lines. Default 200. */
  readonly pauseMs?: number;
}

/** Reads the journal through when nobody needs the machine, so that damage is known while the county may still have the lines. */
export interface Scrub {
  readonly start: () => void;
  /** Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>;
}

const noteSchema = z.strictObject({
  /** The line to go on at. */
  at: z.int().positive(),
  /** When the last round was ended; null before the first. */
  endedAt: wallTimeSchema.nullable(),
});
type Note = z.infer<typeof noteSchema>;

/** How many lines are read again at most after a power cut. */
const NOTE_EVERY_LINES = 10_000;
/** While a round is not due yet, it is looked again as often as this. */
const LOOK_AGAIN_MS = 60 * 60_000;

export function createScrub(options: ScrubOptions): Scrub {
  const { journal, file, clock, idle, disk = machineDisk, restMs = 5 * 60_000, everyMs = 7 * 86_400_000, pauseMs = 200 } = options;
  const pause = createPause();
  let note: Note = { at: 1, endedAt: null };
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  const keep = async (next: Note): Promise<void> => {
    note = next;
    await writeStored(disk, file, note);
  };

  /** The clock may have been set by years either way since: then a round too many is better than none. */
  const isDue = (): boolean => {
    if (note.at > 1 || note.endedAt === null) return true;
    return Math.abs(Date.parse(clock.wall()) - Date.parse(note.endedAt)) >= everyMs;
  };

  /** Reads on from where it stands, until the end or until the machine is needed. */
  const round = async (signal: AbortSignal): Promise<void> => {
    let noted = note.at;
    for await (const { seq } of journal.verify({ from: note.at, pauseMs })) {
      note = { ...note, at: seq };
      if (signal.aborted || !idle()) return keep(note);
      if (seq - noted < NOTE_EVERY_LINES) continue;
      await keep(note);
      noted = seq;
    }
    await keep({ at: 1, endedAt: clock.wall() });
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    const stored = await readStored(file, noteSchema);
    if (stored.state === 'read') note = stored.value; // Else it begins anew, which does no harm.
    await pause.wait(restMs, signal);
    while (!signal.aborted) {
      if (isDue() && idle()) await round(signal).catch(options.onFault);
      await pause.wait(isDue() ? restMs : Math.min(everyMs, LOOK_AGAIN_MS), signal);
    }
  };

  return {
    start: () => {
      if (running !== null) return;
      const stop = new AbortController();
      running = { stop, ended: run(stop.signal).catch(options.onFault) };
    },
    stop: async () => {
      running?.stop.abort();
      await running?.ended;
      running = null;
    },
  };
}

import type { NewEvent, UsageEvent } from '../../contract/usage/event.ts';
import type { Journal } from './journal.ts';

/** Why lines wait in memory: the disk is full or fails. */
export interface RecordingTrouble {
  /** The system's error code, e.g. `ENOSPC`. */
  readonly code: string;
  /** Lines that wait, in order. */
  readonly lines: number;
}

/** What the features record to. */
export interface UsageRecorder {
  /**
   * Records an event. Resolves when it is durable, or, while the disk does not take lines, as soon as it is held in
   * memory in its place (then `trouble` says so): viewing goes on.
   */
  readonly record: (event: NewEvent) => Promise<UsageEvent>;
  /** Calls back with each event in the order of `seq`, before `record` resolves. Returns the end of it. */
  readonly onRecorded: (listener: (event: UsageEvent) => void) => () => void;
  /** Null while every line goes to disk. */
  readonly trouble: () => RecordingTrouble | null;
  readonly onTroubleChanged: (listener: (trouble: RecordingTrouble | null) => void) => () => void;
}

/** The journal as the features see it. */
export function createRecorder(journal: Journal): UsageRecorder {
  return {
    record: (event) => journal.append(event),
    onRecorded: (listener) => journal.onAppended(({ event }) => listener(event)),
    trouble: () => journal.trouble(),
    onTroubleChanged: (listener) => journal.onTroubleChanged(listener),
  };
}

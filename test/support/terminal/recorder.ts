import { randomUUID } from 'node:crypto';
import type { NewEvent, UsageEvent } from '../../../contract/usage/event.ts';
import type { JournalTail } from '../../../electron/programs/completed-issues.ts';
import type { RecordingTrouble, UsageRecorder } from '../../../electron/usage/recorder.ts';

/** A journal in memory: what was recorded, in order, and a way to let its disk be full. */
export interface TestRecorder extends UsageRecorder {
  readonly events: readonly UsageEvent[];
  readonly types: () => readonly string[];
  readonly tail: JournalTail;
  readonly setTrouble: (trouble: RecordingTrouble | null) => void;
}

export function testRecorder(earlier: readonly UsageEvent[] = []): TestRecorder {
  const events: UsageEvent[] = [...earlier];
  const listeners = new Set<(event: UsageEvent) => void>();
  const troubleListeners = new Set<(trouble: RecordingTrouble | null) => void>();
  let trouble: RecordingTrouble | null = null;
  return {
    events,
    types: () => events.map((event) => event.type),
    record: (event: NewEvent) => {
      const recorded = { seq: events.length + 1, id: randomUUID(), at: '2026-11-23T09:30:00.000+08:00', boot: randomUUID(), uptimeMs: 0, prev: '', ...event } as UsageEvent;
      events.push(recorded);
      for (const listener of listeners) listener(recorded);
      return Promise.resolve(recorded);
    },
    onRecorded: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    trouble: () => trouble,
    onTroubleChanged: (listener) => {
      troubleListeners.add(listener);
      return () => troubleListeners.delete(listener);
    },
    setTrouble: (next) => {
      trouble = next;
      for (const listener of troubleListeners) listener(next);
    },
    tail: {
      lastSeq: () => events.length,
      eventsAfter: async function* (seq) {
        yield* await Promise.resolve(events.slice(seq));
      },
    },
  };
}
